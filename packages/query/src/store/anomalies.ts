// Finds time buckets whose value is unusual, by robust z-scores: outliers do not move
// a median.

import type { Cell, Row } from './engine.ts';
import { type Filter, hasCalls, ofOperations } from './filter.ts';
import { toKey } from './key.ts';
import type { Store } from './store.ts';
import { isOwnSum } from './repetition-marks.ts';

/** Value metrics. */
export const ODD_METRICS = {
  count: 'count(*)',
  error_rate: 'count(*) FILTER (NOT success) / count(*)',
  p50: 'quantile_cont(latency_ms, 0.5)',
  p95: 'quantile_cont(latency_ms, 0.95)',
  mean: 'avg(latency_ms)',
  tokens: 'avg(total_tokens) FILTER (is_own_sum)',
  cost: '(sum(cost_usd) FILTER (is_own_sum))::DOUBLE',
} as const;
export type OddMetric = keyof typeof ODD_METRICS;

/** Scales a median of distances to a standard deviation. */
const MEDIAN_SCALE = 1.482602218505602;
/** The same for a mean of distances, used if more than half of the values are equal. */
const MEAN_SCALE = 1.2533141373155;

/** An anomalous time bucket. */
export interface Anomaly {
  readonly group: Readonly<Record<string, Cell>>;
  /** Start of the bucket. */
  readonly from: string;
  readonly value: number;
  /** The median of the group. */
  readonly usual: number;
  /** Robust standard deviations above the median, or below if negative. */
  readonly score: number;
  readonly count: number;
}

/** Options. */
export interface AnomalyOptions {
  readonly metric: OddMetric;
  readonly groupBy: readonly string[];
  /** Bucket length in milliseconds. */
  readonly bucketMs: number;
  /** Minimum score. */
  readonly threshold: number;
  /** Minimum number of buckets per group. */
  readonly minBuckets: number;
  /** Minimum number of calls per bucket; for the metric `count`, of the median of a group. */
  readonly minCalls: number;
}

/** The anomalous buckets, highest score first, and how many had too few calls. */
export async function findAnomalies(
  store: Store,
  filter: Filter,
  { metric, groupBy, bucketMs, threshold, minBuckets, minCalls }: AnomalyOptions,
): Promise<{ anomalies: Anomaly[]; leftOut: number }> {
  const keys = groupBy.map(toKey);
  const { source, where, parameters } = await store.source(ofOperations(filter), keys);
  const named = keys.map((key, at) => `${key.sql} AS g${at}, `).join('');
  const groups = keys.map((_, at) => `g${at}, `).join('');
  const rows = await store.engine.rows(
    `WITH selected AS (
       SELECT calls.*, ${named} (epoch_ms("timestamp") // ?::BIGINT) * ?::BIGINT AS bucket,
         ${isOwnSum(store.isMarked, hasCalls(filter))} AS is_own_sum
       FROM ${source} WHERE ${where} AND "timestamp" IS NOT NULL)
     SELECT ${groups} bucket, ${ODD_METRICS[metric]} AS value, count(*) AS count
     FROM selected GROUP BY ${groups} bucket ORDER BY bucket`,
    [bucketMs, bucketMs, ...parameters],
  );
  const series = [
    ...Map.groupBy(rows, (row) => JSON.stringify(keys.map((_, at) => row[`g${at}`]))).values(),
  ];
  const enough = series.map((buckets) => withEnough(buckets, metric, minCalls));
  const sizeOf = (lists: readonly (readonly Row[])[]): number =>
    lists.reduce((sum, { length }) => sum + length, 0);
  const anomalies = enough
    .filter((buckets) => buckets.length >= minBuckets)
    .flatMap((buckets) => {
      const known = buckets.filter(({ value }) => typeof value === 'number');
      const scores = robustScores(known.map(({ value }) => value as number));
      return known.map((row, at) => ({
        group: Object.fromEntries(keys.map(({ name }, key) => [name, row[`g${key}`] ?? null])),
        from: new Date(Number(row['bucket'])).toISOString(),
        value: row['value'] as number,
        usual: scores.median,
        score: scores.values[at]!,
        count: Number(row['count']),
      }));
    })
    .filter(({ score }) => Math.abs(score) >= threshold)
    .toSorted((a, b) => Math.abs(b.score) - Math.abs(a.score));
  return { anomalies, leftOut: sizeOf(series) - sizeOf(enough) };
}

/** One slow call makes no slow hour. An hour of few calls where many are usual is what `count` looks for. */
function withEnough(buckets: readonly Row[], metric: OddMetric, minCalls: number): readonly Row[] {
  const counts = buckets.map(({ count }) => Number(count));
  if (metric === 'count') return median(counts) >= minCalls ? buckets : [];
  return buckets.filter((_bucket, at) => counts[at]! >= minCalls);
}

/** Distances to the median in units of the usual distance. */
export function robustScores(values: readonly number[]): { median: number; values: number[] } {
  const middle = median(values);
  const distances = values.map((value) => Math.abs(value - middle));
  const usual = median(distances) * MEDIAN_SCALE;
  const sum = distances.reduce((total, distance) => total + distance, 0);
  const scale = usual > 0 ? usual : (sum / values.length) * MEAN_SCALE;
  return {
    median: middle,
    values: values.map((value) => (scale > 0 ? (value - middle) / scale : 0)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[half]!
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
