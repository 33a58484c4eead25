import { Command, Option } from 'commander';
import { outputWidth } from '../format/terminal.ts';
import { type Metric, METRICS, statistics } from '../store/statistics.ts';
import {
  type FilterOptions,
  names,
  toFilter,
  wholeNumber,
  withFilterOptions,
} from './filter-options.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

interface Options extends LogOptions, FilterOptions, TableOptions {
  readonly by: readonly string[];
  readonly metric: Metric;
  readonly limit: number;
  readonly atLeast?: number;
}

/** `llm-otel top` */
export function topCommand(): Command {
  const command = new Command('top')
    .requiredOption('--by <keys>', 'what to compare: prompt_template_id,model_version', names)
    .addOption(
      new Option('--metric <metric>', 'by what').choices(Object.keys(METRICS)).default('p95'),
    )
    .option('--limit <rows>', 'how many', wholeNumber(1), 10)
    .option('--at-least <calls>', 'leave out groups with fewer calls', wholeNumber(1));
  return withLogOptions(withTableOptions(withFilterOptions(command, 'model'))).action(run);
}

async function run(options: Options): Promise<void> {
  const filter = toFilter(options);
  await using store = await openLog(options);
  const { by: groupBy, metric, limit, atLeast } = options;
  const groups = await statistics(store, filter, {
    groupBy,
    orderBy: metric,
    limit,
    ...(atLeast !== undefined && { atLeast }),
  });
  if (options.json === true) {
    printJson({ metric, groups }, store);
    return;
  }
  const { toStatisticsTable } = await import('../format/statistics-table.ts');
  console.log(toStatisticsTable(groups, groupBy, outputWidth(options.wide)));
}
