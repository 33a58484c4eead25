import { Command } from 'commander';
import { EXIT, Failure } from '../failure.ts';
import { toTraceText } from '../format/trace-text.ts';
import { repeatedIn } from '../store/told-twice.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';

/** `llm-otel trace` */
export function traceCommand(): Command {
  const command = new Command('trace')
    .description('the operations of a trace as a tree, with their times')
    .argument('<trace_id>', '32 hexadecimal digits');
  return withLogOptions(command).action(run);
}

async function run(id: string, options: LogOptions): Promise<void> {
  if (!/^[0-9a-f]{32}$/i.test(id)) {
    throw new Failure(`"${id}" is no trace id; it has 32 hexadecimal digits`);
  }
  await using store = await openLog(options);
  const records = await store.allRecords({ trace: id });
  if (records.length === 0) {
    throw new Failure(
      `no record is of the trace ${id}; llm-otel logs --columns timestamp,name,trace_id shows ids`,
      EXIT.notFound,
    );
  }
  if (options.json === true) printJson({ trace_id: id, records, count: records.length }, store);
  else console.log(toTraceText(id, records, await repeatedIn(store.engine, id)));
}
