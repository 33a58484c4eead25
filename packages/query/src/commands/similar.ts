import { Command } from 'commander';
import type { Filter } from '../store/filter.ts';
import { outputWidth } from '../format/terminal.ts';
import { toKey } from '../store/key.ts';
import { withShortIds } from '../store/short-ids.ts';
import { statistics } from '../store/statistics.ts';
import { type FilterOptions, toFilter, wholeNumber, withFilterOptions } from './filter-options.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

interface Options extends LogOptions, FilterOptions, TableOptions {
  readonly promptHash: string;
  readonly limit: number;
}

const COLUMNS = ['timestamp', 'model_version', 'status', 'latency_ms', 'total_tokens', 'cost_usd']
  .concat(['finish_reasons', 'user_id', 'request_id'])
  .map(toKey);

/** `llm-otel similar` */
export function similarCommand(): Command {
  const command = new Command('similar')
    .requiredOption('--prompt-hash <hash>', 'prompt_hash of a record')
    .option('--limit <records>', 'the newest so many', wholeNumber(1), 20);
  return withLogOptions(withTableOptions(withFilterOptions(command, 'model'))).action(run);
}

async function run(options: Options): Promise<void> {
  const hash = { key: 'prompt_hash', operator: '=', value: options.promptHash } as const;
  const given = toFilter(options);
  const filter: Filter = { ...given, where: [...(given.where ?? []), hash] };
  await using store = await openLog(options);
  const page = { isNewestFirst: true, limit: options.limit };
  const groupBy = ['model_version'];
  const groups = await statistics(store, filter, { groupBy });
  if (options.json === true) {
    const records = (await store.allRecords(filter, page)).toReversed();
    printJson({ prompt_hash: options.promptHash, groups, records, count: records.length }, store);
    return;
  }
  if (groups.length === 0) {
    console.error('no call has that prompt; prompts are hashed where a key is set');
    return;
  }
  const rows = (await store.values(COLUMNS, filter, page)).toReversed();
  const width = outputWidth(options.wide);
  const shown = await withShortIds(store, rows, width);
  const { toRecordTable } = await import('../format/record-table.ts');
  const records = toRecordTable(COLUMNS, shown, width);
  const { toStatisticsTable } = await import('../format/statistics-table.ts');
  console.log(`${toStatisticsTable(groups, groupBy, width)}\n\n${records}`);
}
