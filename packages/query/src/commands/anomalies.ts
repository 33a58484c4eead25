import { Command, InvalidArgumentError, Option } from 'commander';
import { toDuration, toMoney, toCount, toNumber, toPercent } from '../format/quantity.ts';
import { outputWidth } from '../format/terminal.ts';
import { findAnomalies, ODD_METRICS, type OddMetric } from '../store/anomalies.ts';
import { parseDuration } from '../time-point.ts';
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
  readonly metric: OddMetric;
  readonly by: readonly string[];
  readonly bucket: string;
  readonly threshold: number;
  readonly minBuckets: number;
  readonly minCalls: number;
}

const TO_TEXT: Readonly<Record<OddMetric, (value: number) => string>> = {
  count: toCount,
  error_rate: toPercent,
  p50: toDuration,
  p95: toDuration,
  mean: toDuration,
  tokens: toNumber,
  cost: toMoney,
};

/** `llm-otel anomalies` */
export function anomaliesCommand(): Command {
  const command = new Command('anomalies')
    .addOption(
      new Option('--metric <metric>', 'of what').choices(Object.keys(ODD_METRICS)).default('p95'),
    )
    .option('--by <keys>', 'each group with itself', names, ['model_id'])
    .option('--bucket <length>', 'length of a span of time', '1h')
    .option('--threshold <score>', 'robust standard deviations from the median', positive, 3.5)
    .option('--min-buckets <spans>', 'spans of time that a group must have', wholeNumber(3), 5)
    .option(
      '--min-calls <calls>',
      'calls that a span of time must have; for --metric count, that a group has in a usual one',
      wholeNumber(1),
      4,
    );
  return withLogOptions(withTableOptions(withFilterOptions(command, 'model'))).action(run);
}

async function run(options: Options): Promise<void> {
  const filter = toFilter(options);
  const { metric, by: groupBy, threshold, minBuckets, minCalls } = options;
  const bucketMs = parseDuration('--bucket', options.bucket);
  await using store = await openLog(options);
  const { anomalies: found, leftOut } = await findAnomalies(store, filter, {
    metric,
    groupBy,
    bucketMs,
    threshold,
    minBuckets,
    minCalls,
  });
  if (options.json === true) {
    printJson({ metric, anomalies: found, count: found.length, left_out: leftOut }, store);
    return;
  }
  if (leftOut > 0) {
    const what = metric === 'count' ? 'where fewer than' : 'with fewer than';
    const end = metric === 'count' ? 'calls are usual' : 'calls';
    console.error(
      `spans of time left out, ${what} ${minCalls} ${end}: ${toCount(leftOut)}; --min-calls 1 takes them`,
    );
  }
  if (found.length === 0) {
    console.error(`nothing is ${threshold} robust standard deviations from usual`);
    return;
  }
  const { toLabel } = await import('../format/statistics-table.ts');
  const { toTable } = await import('../format/table.ts');
  const numbers = [metric, 'usually', 'score', 'calls'];
  console.log(
    toTable(
      [
        { title: 'from' },
        ...groupBy.map((title) => ({ title })),
        ...numbers.map((title) => ({ title, isNumber: true })),
      ],
      found.map((one) => [
        one.from,
        ...groupBy.map((key) => toLabel(one.group[key])),
        TO_TEXT[metric](one.value),
        TO_TEXT[metric](one.usual),
        one.score.toFixed(1),
        toCount(one.count),
      ]),
      outputWidth(options.wide),
    ),
  );
}

function positive(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('give a number above 0');
}
