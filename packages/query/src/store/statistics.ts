// Call statistics: counts, latency, cost. Percentiles and sums of money are exact.

import { hasFeedback, judged } from './feedback-about.ts';
import { cacheSavings } from './cache-savings.ts';
import type { Cell, Parameter, Row } from './engine.ts';
import { type Filter, hasCalls, ofOperations } from './filter.ts';
import { type Key, toKey } from './key.ts';
import type { Store } from './store.ts';
import { isOwnSum } from './repetition-marks.ts';

/** Statistics of one group. Latencies are in milliseconds, money in dollars. */
export interface Statistics {
  /** The group's key values, in the order of the keys. */
  readonly group: Readonly<Record<string, Cell>>;
  readonly count: number;
  readonly errors: number;
  /** 0 to 1. */
  readonly error_rate: number;
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly p99_ms: number | null;
  readonly mean_ms: number | null;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  /** Characters of the mean prompt, and input tokens for each of them. */
  readonly mean_prompt_length: number | null;
  readonly token_density: number | null;
  /** Calls that said how many tokens they took. */
  readonly with_usage: number;
  /** Successful streams that did not. */
  readonly streams_without_usage: number;
  /** `null` if no call has a price. */
  readonly cost_usd: number | null;
  /** Calls that used something and have no price, and their share of those that used something: 0 to 1. */
  readonly unpriced: number;
  readonly unpriced_share: number;
  /** Of the calls that have a price. */
  readonly cost_per_token: number | null;
  /** Total cost divided by successful calls. */
  readonly cost_per_success: number | null;
  /** Share of the input tokens that came from a cache, of the calls that say so: 0 to 1. */
  readonly cache_hit_rate: number | null;
  /** What the caches of the providers saved, less what writing to them cost; `null` if no cache was used. */
  readonly cache_savings_usd: number | null;
  /** Feedback on these calls: that names them, or else their traces. */
  readonly feedback_count: number;
  readonly feedback_mean: number | null;
}

/** Sort keys of groups. */
export type Metric =
  | 'count'
  | 'errors'
  | 'p50'
  | 'p95'
  | 'p99'
  | 'mean'
  | 'tokens'
  | 'cost'
  | 'cost_per_token'
  | 'cost_per_success'
  | 'feedback';

/** Columns by metric. */
export const METRICS: Readonly<Record<Metric, keyof Statistics>> = {
  count: 'count',
  errors: 'errors',
  p50: 'p50_ms',
  p95: 'p95_ms',
  p99: 'p99_ms',
  mean: 'mean_ms',
  tokens: 'total_tokens',
  cost: 'cost_usd',
  cost_per_token: 'cost_per_token',
  cost_per_success: 'cost_per_success',
  feedback: 'feedback_mean',
};

/** Metrics that are no column of their own, in SQL. */
const QUOTIENTS: Readonly<Partial<Record<Metric, string>>> = {
  cost_per_token: 'cost_usd / nullif(priced_tokens, 0)',
  cost_per_success: 'cost_usd / nullif(successes, 0)',
};

/** Grouping. */
export interface StatisticsOptions {
  readonly groupBy?: readonly string[];
  /** Default `count`. */
  readonly orderBy?: Metric;
  readonly limit?: number;
  /** Minimum calls per group: one slow call does not make a slow prompt. */
  readonly atLeast?: number;
}

/**
 * Statistics for each group of the filtered calls; without groups, one row for all. Without a type they are of
 * model calls, as those of the command: a step and the calls below it take the same time.
 */
export async function statistics(
  store: Store,
  filter: Filter,
  { groupBy = [], orderBy = 'count', limit, atLeast = 0 }: StatisticsOptions = {},
): Promise<Statistics[]> {
  const keys = groupBy.map(toKey);
  const { source, where, parameters } = await store.source(
    ofOperations(toModelCalls(filter)),
    keys,
  );
  const groups = keys.map((_, at) => `g${at}`);
  const named = keys.map((key, at) => `, ${toGroup(key)} AS g${at}`).join('');
  const ownSum = isOwnSum(store.isMarked, hasCalls(filter));
  const selected = `SELECT calls.*, ${ownSum} AS is_own_sum${named} FROM ${source} WHERE ${where}`;
  const by = groups.length === 0 ? '' : `GROUP BY ${groups.join(', ')}`;
  // Feedback is joined later, so the sort order is known only then.
  const isByFeedback = orderBy === 'feedback';
  const order = isByFeedback ? 'count' : (QUOTIENTS[orderBy] ?? METRICS[orderBy]);
  const rows = await store.engine.rows(
    `WITH selected AS (${selected}),
     grouped AS (SELECT ${[...groups, NUMBERS].join(', ')} FROM selected ${by}
       HAVING count(*) >= ?::BIGINT)
     FROM grouped ORDER BY ${order} DESC NULLS LAST${groups.map((group) => `, ${group}`).join('')}
     ${limit === undefined || isByFeedback ? '' : 'LIMIT ?::BIGINT'}`,
    [...parameters, atLeast, ...(limit === undefined || isByFeedback ? [] : [limit])],
  );
  const feedback = await feedbackOf(store, selected, groups, parameters);
  const label = (row: Row): string => labelOf(row, groups);
  const saved = await cacheSavings(store.engine, { sql: selected, groups, parameters }, label);
  const found = rows.map((row) =>
    toStatistics(row, keys, { ...feedback.get(label(row)), saved: saved.get(label(row)) }),
  );
  return isByFeedback ? found.toSorted(bestFirst).slice(0, limit) : found;
}

function toModelCalls(filter: Filter): Filter {
  return { ...filter, type: filter.type ?? 'model' };
}

function bestFirst(a: Statistics, b: Statistics): number {
  return (b.feedback_mean ?? -Infinity) - (a.feedback_mean ?? -Infinity) || 0;
}

/** A call that failed before it used anything costs nothing. */
export const IS_CHARGED = '(success OR total_tokens IS NOT NULL)';

// One list, so that all latencies are held in memory once, not three times.
const PERCENTILES = 'quantile_cont(latency_ms, [0.5, 0.95, 0.99])';
const NUMBERS = `
  count(*) AS count,
  count(*) FILTER (NOT success) AS errors,
  count(*) FILTER (success) AS successes,
  ${PERCENTILES}[1] AS p50_ms,
  ${PERCENTILES}[2] AS p95_ms,
  ${PERCENTILES}[3] AS p99_ms,
  avg(latency_ms) AS mean_ms,
  coalesce(sum(prompt_tokens) FILTER (is_own_sum), 0) AS prompt_tokens,
  coalesce(sum(completion_tokens) FILTER (is_own_sum), 0) AS completion_tokens,
  coalesce(sum(total_tokens) FILTER (is_own_sum), 0) AS total_tokens,
  avg(prompt_length) AS mean_prompt_length,
  sum(prompt_tokens) FILTER (prompt_length > 0)
    / nullif(sum(prompt_length) FILTER (prompt_tokens IS NOT NULL), 0) AS token_density,
  sum(cache_read_tokens) FILTER (is_own_sum AND prompt_tokens IS NOT NULL)
    / nullif(sum(prompt_tokens) FILTER (is_own_sum AND cache_read_tokens IS NOT NULL), 0) AS cache_hit_rate,
  count(total_tokens) AS with_usage,
  count(*) FILTER (success AND stream AND total_tokens IS NULL) AS streams_without_usage,
  sum(cost_usd) FILTER (is_own_sum) AS cost_usd,
  sum(total_tokens) FILTER (is_own_sum AND cost_usd IS NOT NULL) AS priced_tokens,
  count(*) FILTER (cost_usd IS NULL AND ${IS_CHARGED}) AS unpriced,
  count(*) FILTER (${IS_CHARGED}) AS charged`;

/** Groups a list by its joined items, or by each item. */
function toGroup(key: Key): string {
  if (key.type !== 'texts') return key.sql;
  const { sql } = key;
  // A call without items also forms a group.
  if (key.isEach) return `unnest(CASE WHEN len(${sql}) > 0 THEN ${sql} ELSE [NULL] END)`;
  return `array_to_string(${sql}, ', ')`;
}

type Feedback = ReadonlyMap<string, { readonly count: number; readonly mean: number | null }>;

async function feedbackOf(
  store: Store,
  selected: string,
  groups: readonly string[],
  parameters: readonly Parameter[],
): Promise<Feedback> {
  if (!(await hasFeedback(store))) return new Map();
  const rows = await store.engine.rows(
    `WITH selected AS (${selected}), ${judged(groups, ['feedback_id', 'score'])}
     SELECT ${[...groups, 'count(*) AS count', 'avg(score) AS mean'].join(', ')} FROM judged
     ${groups.length === 0 ? '' : `GROUP BY ${groups.join(', ')}`}`,
    parameters,
  );
  return new Map(
    rows.map((row) => [
      labelOf(row, groups),
      { count: Number(row['count']), mean: row['mean'] as number | null },
    ]),
  );
}

function labelOf(row: Row, groups: readonly string[]): string {
  return JSON.stringify(groups.map((group) => row[group]));
}

function toStatistics(
  row: Row,
  keys: readonly Key[],
  besides: {
    readonly count?: number;
    readonly mean?: number | null;
    readonly saved?: number | undefined;
  },
): Statistics {
  const { g0: _, successes, charged, priced_tokens: tokens, ...numbers } = row;
  const count = Number(row['count']);
  const cost = row['cost_usd'] as number | null;
  return {
    group: Object.fromEntries(keys.map(({ name }, at) => [name, row[`g${at}`] ?? null])),
    ...(Object.fromEntries(
      Object.entries(numbers).filter(([name]) => !/^g\d+$/.test(name)),
    ) as unknown as Omit<Statistics, 'group'>),
    error_rate: count === 0 ? 0 : Number(row['errors']) / count,
    unpriced_share: Number(charged) === 0 ? 0 : Number(row['unpriced']) / Number(charged),
    cost_per_token: cost === null || !tokens ? null : cost / Number(tokens),
    cost_per_success: cost === null || successes === 0 ? null : cost / Number(successes),
    cache_savings_usd: besides.saved ?? null,
    feedback_count: besides.count ?? 0,
    feedback_mean: besides.mean ?? null,
  };
}
