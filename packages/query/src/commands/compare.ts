import { Command } from 'commander';
import { Failure } from '../failure.ts';
import { outputWidth } from '../format/terminal.ts';
import { compareFilters, compareGroups } from '../store/comparison.ts';
import type { Filter } from '../store/filter.ts';
import type { Store } from '../store/store.ts';
import { parseDuration } from '../time-point.ts';
import { type FilterOptions, toFilter, withFilterOptions } from './filter-options.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

interface Options extends LogOptions, FilterOptions, TableOptions {
  readonly by?: string;
  readonly window?: string;
}

/** `llm-otel compare` */
export function compareCommand(): Command {
  const command = new Command('compare')
    .option('--by <key>', 'one side for each value: variant, model_version, region, ...')
    .option('--window <length>', 'instead: the last 1h, 1d, 7d against the one before');
  return withLogOptions(withTableOptions(withFilterOptions(command, 'model'))).action(run);
}

async function run(options: Options): Promise<void> {
  const { by, window } = options;
  if ((by === undefined) === (window === undefined)) {
    throw new Failure('compare needs --by <key> or --window <length>, and not both');
  }
  const filter = toFilter(options);
  await using store = await openLog(options);
  const sides =
    by === undefined
      ? await compareWindows(store, filter, window!)
      : await compareGroups(store, filter, by);
  if (options.json === true) {
    printJson({ by: by ?? 'window', sides }, store);
    return;
  }
  const { toComparisonTable } = await import('../format/comparison-table.ts');
  console.log(toComparisonTable(by ?? 'window', sides, outputWidth(options.wide)));
}

function compareWindows(
  store: Store,
  filter: Filter,
  window: string,
): ReturnType<typeof compareFilters> {
  const length = parseDuration('--window', window);
  if (filter.since !== undefined) {
    throw new Failure('--window says where both sides start; leave --since out');
  }
  const until = filter.until ?? new Date();
  const middle = new Date(until.getTime() - length);
  const since = new Date(middle.getTime() - length);
  return compareFilters(store, [
    [`before (from ${since.toISOString()})`, { ...filter, since, until: middle }],
    [`last ${window} (from ${middle.toISOString()})`, { ...filter, since: middle, until }],
  ]);
}
