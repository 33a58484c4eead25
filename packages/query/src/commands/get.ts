import { Command } from 'commander';
import { EXIT, Failure } from '../failure.ts';
import { recordNamed } from '../store/short-ids.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';

/** `llm-otel get` */
export function getCommand(): Command {
  const command = new Command('get').argument(
    '<request_id>',
    'its request_id, or the response_id of the provider; a part that no other has is enough',
  );
  return withLogOptions(command).action(run);
}

async function run(id: string, options: LogOptions): Promise<void> {
  await using store = await openLog(options);
  const [record, ...others] = await store.recordsOfId(await recordNamed(store, id));
  if (record === undefined) throw new Failure(`the record ${id} was removed`, EXIT.notFound);
  const feedback = others.filter((other) => other['log_type'] === 'feedback');
  if (options.json === true) {
    printJson({ record, feedback }, store);
    return;
  }
  const { toRecordText } = await import('../format/record-text.ts');
  console.log([record, ...feedback].map(toRecordText).join('\n\n'));
}
