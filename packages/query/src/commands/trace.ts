import { Command } from 'commander';
import { outputWidth } from '../format/terminal.ts';
import { traceNamed } from '../store/short-ids.ts';
import { repeatedIn } from '../store/repetition-marks.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

/** `llm-otel trace` */
export function traceCommand(): Command {
  const command = new Command('trace').argument(
    '<id>',
    'of the trace, or of one of its records; a part that no other id has is enough',
  );
  return withLogOptions(withTableOptions(command)).action(run);
}

async function run(given: string, options: LogOptions & TableOptions): Promise<void> {
  await using store = await openLog(options);
  const id = await traceNamed(store, given);
  const records = await store.allRecords({ trace: id });
  if (options.json === true) printJson({ trace_id: id, records, count: records.length }, store);
  else {
    const { toTraceText } = await import('../format/trace-text.ts');
    const repeated = await repeatedIn(store, id);
    console.log(toTraceText(id, records, repeated, outputWidth(options.wide)));
  }
}
