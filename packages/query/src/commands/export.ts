import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { note } from '../format/note.ts';
import { reasonOf } from '../explanation.ts';
import { isBucket } from '../archive/archive-place.ts';
import { Failure } from '../failure.ts';
import { toCount } from '../format/quantity.ts';
import { toCsv, toJson, toJsonLines } from '../format/record-export.ts';
import { toTarget, writeParquet } from '../format/output-file.ts';
import { writePartitions } from '../format/parquet-partitions.ts';
import { progressBar } from '../format/progress.ts';
import { toSafeJson } from '../format/text-safety.ts';
import type { Filter } from '../store/filter.ts';
import type { Partition } from '../store/parquet-list.ts';
import type { Store } from '../store/store.ts';
import { type FilterOptions, toFilter, withFilterOptions } from './filter-options.ts';
import { type LogOptions, openLog, toLog, withLogOptions } from './log-options.ts';

interface Options extends LogOptions, FilterOptions {
  readonly format: 'csv' | 'json' | 'jsonl' | 'parquet';
  readonly output?: string;
  readonly aliases?: boolean;
  readonly events?: boolean;
  readonly bom?: boolean;
  readonly partitionBy?: 'date' | 'date,service';
  readonly name?: string;
}

/** `llm-otel export` */
export function exportCommand(): Command {
  const command = new Command('export')
    .addOption(
      new Option('--format <format>', 'the format')
        .choices(['csv', 'json', 'jsonl', 'parquet'])
        .default('jsonl'),
    )
    .option('--output <file>', 'where to; stdout unless told, which Parquet cannot do')
    .addOption(
      new Option(
        '--partition-by <fields>',
        'Parquet as a directory, with a folder for each day (UTC), as date=2026-10-05, and service; days are whole',
      ).choices(['date', 'date,service']),
    )
    .option(
      '--name <name>',
      'what those files begin with, calls unless told: give each host its own, and it replaces no other',
      fileName,
    )
    .option('--aliases', 'adds the other names of fields: model, tokens, latency_seconds, ...')
    .option(
      '--events',
      'calls of models as events LLM_REQUEST and LLM_RESPONSE, with the record under llm_log',
    )
    .option('--bom', 'begins CSV with a byte order mark, by which Excel knows UTF-8');
  return withLogOptions(withFilterOptions(command, 'all')).action(run);
}

async function run(options: Options): Promise<void> {
  const { format, output } = options;
  if (format === 'parquet' && output === undefined) {
    throw new Failure('--format parquet writes a file; name it with --output');
  }
  if (options.json === true && output === undefined) {
    throw new Failure('--json tells what was written to a file; name it with --output');
  }
  if (options.bom === true && format !== 'csv') {
    throw new Failure(`--bom is for --format csv, and the format is ${format}`);
  }
  if (options.events === true && format !== 'json' && format !== 'jsonl') {
    throw new Failure(`--events is for --format json and jsonl, and the format is ${format}`);
  }
  if (options.partitionBy !== undefined && format !== 'parquet') {
    throw new Failure(`--partition-by is for --format parquet, and the format is ${format}`);
  }
  if (options.name !== undefined && options.partitionBy === undefined) {
    throw new Failure('--name is for --partition-by; without it, --output names the file');
  }
  if (output !== undefined && isBucket(output)) {
    throw new Failure(
      `--output is "${output}", which is in a bucket; write to a folder of this machine, and move that: aws s3 mv --recursive`,
    );
  }
  const asked = toFilter(options);
  const filter = options.partitionBy === undefined ? asked : ofWholeDays(asked);
  await using store = await openLog(options);
  const count = await store.count(filter);
  await orFailure(output, () =>
    format === 'parquet'
      ? writeTable(store, filter, options, path.resolve(output!))
      : write(store, filter, options, count),
  );
  if (options.json === true) {
    console.log(toSafeJson({ output, format, count, log: toLog(store.report) }));
  } else if (output !== undefined) {
    note(`${toCount(count)} records written to ${output}`);
  }
}

function writeTable(
  store: Store,
  filter: Filter,
  { dir, aliases: hasAliases = false, partitionBy, name = 'calls' }: Options,
  output: string,
): Promise<void> {
  if (partitionBy === undefined) return writeParquet(store, filter, dir, output, hasAliases);
  const partitions: readonly Partition[] = partitionBy === 'date' ? ['date'] : ['date', 'service'];
  return writePartitions(store, filter, dir, output, { hasAliases, partitions, name });
}

/** Option parser: part of a file name. */
function fileName(text: string): string {
  if (/^[A-Za-z0-9][\w.-]{0,99}$/.test(text)) return text;
  throw new InvalidArgumentError('give up to 100 letters, digits and . _ -');
}

const DAY_MS = 86_400_000;

/** Part of a day would take the place of all of it. */
function ofWholeDays({ since, until, ...filter }: Filter): Filter {
  const toDay = (time: Date, round: (days: number) => number): Date =>
    new Date(round(time.getTime() / DAY_MS) * DAY_MS);
  return {
    ...filter,
    since: since && toDay(since, Math.floor),
    until: until && toDay(until, Math.ceil),
  };
}

async function write(
  store: Store,
  filter: Filter,
  { dir, format, output, aliases = false, events = false, bom = false }: Options,
  count: number,
): Promise<void> {
  const bar = progressBar('exporting', 'records');
  const onProgress = (done: number): void => bar.update(done, count);
  const toText = { csv: toCsv, json: toJson, jsonl: toJsonLines }[format as 'csv'];
  const pieces = toText(store, filter, { hasAliases: aliases, areEvents: events }, onProgress);
  const text = Readable.from(bom ? withMark(pieces) : pieces);
  try {
    if (output === undefined) await print(text, process.stdout);
    else await pipeline(text, createWriteStream(output, toTarget(dir, output)));
  } finally {
    bar.stop();
  }
}

/** Explains what the system or the database has against the file. */
async function orFailure(
  output: string | undefined,
  writeFile: () => Promise<void>,
): Promise<void> {
  try {
    await writeFile();
  } catch (error) {
    if (output === undefined || error instanceof Failure) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const isOfSystem = code !== undefined || /^(?:IO|Permission) Error/.test(message);
    if (!isOfSystem) throw error;
    const why = code === undefined ? message.split('\n')[0]! : `${reasonOf(code)}, ${code}`;
    throw new Failure(`${output} cannot be written (${why}); name another file with --output`);
  }
}

/** Programs that guess the encoding of a file take this for UTF-8. */
async function* withMark(pieces: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  yield '\uFEFF';
  yield* pieces;
}

async function print(text: Readable, target: Writable): Promise<void> {
  text.pipe(target, { end: false });
  await finished(text);
}
