// Compares groups of calls, with significance.

import type { Row } from './engine.ts';
import { type Filter, hasCalls, ofOperations } from './filter.ts';
import { differenceInterval, type Interval, meanInterval, type Sample } from './interval.ts';
import { toKey } from './key.ts';
import { IS_CHARGED } from './statistics.ts';
import type { Store } from './store.ts';
import { isOwnSum } from './repetition-marks.ts';

/** One side of a comparison. Latencies are in milliseconds, money in dollars. */
export interface Side {
  readonly name: string | null;
  readonly count: number;
  readonly errors: number;
  readonly error_rate: number;
  readonly mean_ms: number | null;
  /** 95 % confidence interval of the mean latency. */
  readonly mean_interval_ms: Interval | null;
  readonly p95_ms: number | null;
  readonly cost_usd: number | null;
  /** Of the calls that have a price; the share of the others is 0 to 1. */
  readonly mean_cost_usd: number | null;
  readonly cost_per_token: number | null;
  readonly cost_per_success: number | null;
  readonly unpriced_share: number;
  readonly mean_cost_interval_usd: Interval | null;
  /** Difference of the mean latency from the first side. */
  readonly difference_ms: number | null;
  readonly difference_interval_ms: Interval | null;
  /** Whether chance is an unlikely cause. */
  readonly is_significant: boolean | null;
}

const NUMBERS = `
  count(*) AS count, count(*) FILTER (NOT success) AS errors,
  count(latency_ms) AS latencies, avg(latency_ms) AS mean_ms, stddev_samp(latency_ms) AS deviation,
  quantile_cont(latency_ms, 0.95) AS p95_ms,
  count(own_cost) AS prices, sum(own_cost) AS cost_usd, count(*) FILTER (success) AS successes,
  count(*) FILTER (cost_usd IS NULL AND ${IS_CHARGED}) AS unpriced,
  count(*) FILTER (${IS_CHARGED}) AS charged,
  sum(total_tokens) FILTER (own_cost IS NOT NULL) AS priced_tokens,
  avg(own_cost::DOUBLE) AS mean_cost, stddev_samp(own_cost::DOUBLE) AS cost_deviation`;

/** The cost of a record that is no sum of others. */
function ownCost({ isMarked }: Store, filter: Filter): string {
  return `CASE WHEN ${isOwnSum(isMarked, hasCalls(filter))} THEN cost_usd END AS own_cost`;
}

/** One side for each value of `by`, most calls first. */
export async function compareGroups(store: Store, filter: Filter, by: string): Promise<Side[]> {
  const key = toKey(by);
  const { source, where, parameters } = await store.source(ofOperations(filter), [key]);
  const rows = await store.engine.rows(
    `WITH selected AS (SELECT calls.*, ${key.sql} AS side, ${ownCost(store, filter)} FROM ${source} WHERE ${where})
     SELECT side AS name, ${NUMBERS} FROM selected GROUP BY 1 ORDER BY count DESC, name`,
    parameters,
  );
  return toSides(rows);
}

/** One side for each of `filters`, in order. */
export async function compareFilters(
  store: Store,
  filters: readonly (readonly [name: string, filter: Filter])[],
): Promise<Side[]> {
  const rows: Row[] = [];
  for (const [name, filter] of filters) {
    const { sql, parameters } = await store.select(
      `*, ${ownCost(store, filter)}`,
      ofOperations(filter),
    );
    const [row] = await store.engine.rows(`SELECT ${NUMBERS} FROM (${sql})`, parameters);
    rows.push({ ...row, name });
  }
  return toSides(rows);
}

function toSides(rows: readonly Row[]): Side[] {
  const [first] = rows;
  return rows.map((row, at) => {
    const count = Number(row['count']);
    const errors = Number(row['errors']);
    const latency = latencyOf(row);
    const cost = {
      count: Number(row['prices']),
      mean: row['mean_cost'] as number | null,
      deviation: row['cost_deviation'] as number | null,
    };
    const before = latencyOf(first!);
    const isComparable = at > 0 && latency.mean !== null && before.mean !== null;
    const interval = isComparable ? differenceInterval(before, latency) : null;
    return {
      name: row['name'] === null ? null : String(row['name']),
      count,
      errors,
      error_rate: count === 0 ? 0 : errors / count,
      mean_ms: latency.mean,
      mean_interval_ms: meanInterval(latency),
      p95_ms: row['p95_ms'] as number | null,
      cost_usd: row['cost_usd'] as number | null,
      mean_cost_usd: cost.mean,
      cost_per_token: quotient(row['cost_usd'], row['priced_tokens']),
      cost_per_success: quotient(row['cost_usd'], row['successes']),
      unpriced_share: quotient(row['unpriced'], row['charged']) ?? 0,
      mean_cost_interval_usd: meanInterval(cost),
      difference_ms: isComparable ? latency.mean! - before.mean! : null,
      difference_interval_ms: interval,
      is_significant: interval === null ? null : interval[0] > 0 || interval[1] < 0,
    };
  });
}

function latencyOf(row: Row): Sample {
  return {
    count: Number(row['latencies']),
    mean: row['mean_ms'] as number | null,
    deviation: row['deviation'] as number | null,
  };
}

function quotient(sum: unknown, count: unknown): number | null {
  return sum === null || !count ? null : Number(sum) / Number(count);
}
