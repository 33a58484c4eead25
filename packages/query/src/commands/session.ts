import { Command } from 'commander';
import { EXIT, Failure } from '../failure.ts';
import { outputWidth } from '../format/terminal.ts';
import { toKey } from '../store/key.ts';
import { withShortIds } from '../store/short-ids.ts';
import { statistics } from '../store/statistics.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

const COLUMNS = [
  'timestamp',
  'log_type',
  'status',
  'name',
  'latency_ms',
  'total_tokens',
  'cost_usd',
]
  .concat(['feedback_score', 'trace_id'])
  .map(toKey);

/** `llm-otel session` */
export function sessionCommand(): Command {
  const command = new Command('session').argument('<id>', 'its session_id or conversation_id');
  return withLogOptions(withTableOptions(command)).action(run);
}

async function run(id: string, options: LogOptions & TableOptions): Promise<void> {
  await using store = await openLog(options);
  const bySession = (await store.count({ session: id })) > 0;
  const filter = bySession ? { session: id } : { conversation: id };
  const rows = await store.values(COLUMNS, filter, {});
  if (rows.length === 0) {
    throw new Failure(
      `no record has the session_id or conversation_id "${id}"; llm-otel stats --group-by session_id shows ids`,
      EXIT.notFound,
    );
  }
  const [summary] = await statistics(store, { ...filter, type: 'model' });
  if (options.json === true) {
    const records = await store.allRecords(filter, {});
    printJson({ session_id: id, summary, records, count: records.length }, store);
  } else {
    const width = outputWidth(options.wide);
    const shown = await withShortIds(store, rows, width);
    const { toRecordTable } = await import('../format/record-table.ts');
    const records = toRecordTable(COLUMNS, shown, width);
    const { toStatisticsTable } = await import('../format/statistics-table.ts');
    console.log(`${toStatisticsTable([summary!], [], width)}\n\n${records}`);
  }
}
