import { Command } from 'commander';
import { outputWidth } from '../format/terminal.ts';
import { toKey } from '../store/key.ts';
import { withShortIds } from '../store/short-ids.ts';
import {
  type FilterOptions,
  names,
  toFilter,
  wholeNumber,
  withFilterOptions,
} from './filter-options.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

/** Default columns. */
const USUAL_COLUMNS: readonly string[] = [
  'timestamp',
  'status',
  'name',
  'model_id',
  'latency_ms',
  'total_tokens',
  'cost_usd',
  'error_code',
  'request_id',
];

interface Options extends LogOptions, FilterOptions, TableOptions {
  readonly limit: number;
  readonly columns?: readonly string[];
}

/** `llm-otel logs` */
export function logsCommand(): Command {
  const command = new Command('logs')
    .option('--limit <records>', 'at most so many', wholeNumber(1), 50)
    .option(
      '--columns <keys>',
      `fields or attributes (default: ${USUAL_COLUMNS.join(',')})`,
      names,
    );
  return withLogOptions(withTableOptions(withFilterOptions(command, 'all'))).action(run);
}

async function run(options: Options): Promise<void> {
  const filter = toFilter(options);
  const keys = (options.columns ?? USUAL_COLUMNS).map(toKey);
  await using store = await openLog(options);
  const page = { isNewestFirst: true, limit: options.limit };
  if (options.json === true) {
    const records = (await store.allRecords(filter, page)).toReversed();
    printJson({ records, count: records.length }, store);
    return;
  }
  const rows = (await store.values(keys, filter, page)).toReversed();
  const width = outputWidth(options.wide);
  const shown = await withShortIds(store, rows, width);
  const { toRecordTable } = await import('../format/record-table.ts');
  console.log(toRecordTable(keys, shown, width, options.columns !== undefined));
  const count = await store.count(filter);
  if (count > rows.length) {
    console.error(`the newest ${rows.length} of ${count}; more with --limit`);
  }
  if (count === 0) console.error('no record is like that');
}
