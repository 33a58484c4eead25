import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { showUrl } from 'llm-otel/shown-url';
import { mustBeLog } from '../archive/archive-place.ts';
import { EXIT, Failure } from '../failure.ts';
import { feedbackEvent, type Given, toFeedbackRecords } from '../feedback/feedback-records.ts';
import { note } from '../format/note.ts';
import { toSafeJson } from '../format/text-safety.ts';
import { OtlpSender } from '../import/otlp-sender.ts';
import { FileStorage } from '../storage/file-storage.ts';
import { recordNamed } from '../store/short-ids.ts';
import { type LogOptions, openLog, withLogOptions } from './log-options.ts';

interface Options extends LogOptions, Given {
  readonly endpoint?: string;
}

const GIVEN = ['thumbs', 'score', 'accepted', 'corrected', 'comment'] as const;

/** `llm-otel feedback` */
export function feedbackCommand(): Command {
  const command = new Command('feedback')
    .argument(
      '<request_id>',
      'its request_id, or the response_id of the provider; a part that no other has is enough',
    )
    .addOption(new Option('--thumbs <way>', 'the thumb of the user').choices(['up', 'down']))
    .option('--score <number>', 'satisfaction, on a scale of your own', toScore)
    .addOption(new Option('--accepted <answer>', 'whether it was taken').choices(['yes', 'no']))
    .addOption(
      new Option('--corrected <answer>', 'whether it was corrected').choices(['yes', 'no']),
    )
    .option('--comment <text>', 'what the user wrote')
    .option(
      '--endpoint <url>',
      'OTLP over HTTP (OTEL_EXPORTER_OTLP_ENDPOINT)',
      process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] || undefined,
    );
  return withLogOptions(command).action(run);
}

async function run(id: string, options: Options): Promise<void> {
  if (GIVEN.every((name) => options[name] === undefined)) {
    throw new Failure(`say what the feedback is: --${GIVEN.join(', --')}`);
  }
  const { endpoint } = options;
  if (endpoint !== undefined && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
    throw new Failure(
      `--endpoint is "${showUrl(endpoint)}"; give a URL such as http://127.0.0.1:4318`,
    );
  }
  mustBeLog(options.dir);
  const call = await callOf(id, options);
  const records = toFeedbackRecords(call, options, Date.now(), randomUUID());
  const storage = new FileStorage(options.dir);
  for (const record of records) storage.store(record);
  if (endpoint !== undefined) await send(endpoint, records);
  if (options.json === true) console.log(toSafeJson({ records }, 2));
  else
    console.log(
      `${records.length === 1 ? 'feedback is' : 'all feedback is'} recorded about ${String(call['request_id'])}`,
    );
}

async function callOf(id: string, options: Options): Promise<Readonly<Record<string, unknown>>> {
  await using store = await openLog(options);
  const [record] = await store.recordsOfId(await recordNamed(store, id));
  if (record === undefined) throw new Failure(`the record ${id} was removed`, EXIT.notFound);
  return record;
}

/** The record is written: an endpoint that does not take the event is no failure. */
async function send(endpoint: string, records: Parameters<typeof feedbackEvent>[0]): Promise<void> {
  try {
    const answer = await new OtlpSender(endpoint, {}).send('logs', feedbackEvent(records));
    if (!answer.isAccepted) note(`${showUrl(endpoint)} refused the event: ${answer.why}`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    note(`the event was not sent, the record is written: ${error.message}`);
  }
}

function toScore(text: string): number {
  const score = Number(text);
  if (text.trim() !== '' && Number.isFinite(score)) return score;
  throw new InvalidArgumentError('give a number');
}
