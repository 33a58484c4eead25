// Statistics as a table.

import type { Statistics } from '../store/statistics.ts';
import type { Cell } from '../store/engine.ts';
import { toCount, toDuration, toMoney, toNumber, toPercent } from './quantity.ts';
import type { TableColumn } from './fitted-columns.ts';
import { toTable } from './table.ts';

type Row = Omit<Statistics, 'group'>;

interface Column {
  readonly title: string;
  /** In a narrow terminal the lowest goes first; one without stays. */
  readonly importance?: number;
  readonly toText: (row: Row) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'calls', toText: (row) => toCount(row.count) },
  { title: 'errors', importance: 11, toText: (row) => toCount(row.errors) },
  { title: 'error rate', importance: 5, toText: (row) => toPercent(row.error_rate) },
  { title: 'p50', importance: 9, toText: (row) => toDuration(row.p50_ms) },
  { title: 'p95', importance: 10, toText: (row) => toDuration(row.p95_ms) },
  { title: 'p99', importance: 3, toText: (row) => toDuration(row.p99_ms) },
  { title: 'mean', importance: 2, toText: (row) => toDuration(row.mean_ms) },
  { title: 'tokens in', importance: 7, toText: (row) => toTokens(row, row.prompt_tokens) },
  { title: 'tokens out', importance: 6, toText: (row) => toTokens(row, row.completion_tokens) },
  { title: 'cost', importance: 8, toText: (row) => toMoney(row.cost_usd) },
  { title: 'cost per success', importance: 1, toText: (row) => toMoney(row.cost_per_success) },
  {
    title: 'cost per M tokens',
    importance: 0,
    toText: (row) => toMoney(row.cost_per_token === null ? null : row.cost_per_token * 1e6),
  },
  { title: 'no price', importance: -1, toText: (row) => toPercent(row.unpriced_share) },
];
const FEEDBACK: Column = {
  title: 'feedback',
  importance: 4,
  toText: (row) => toNumber(row.feedback_mean),
};

const CACHE_HITS: Column = {
  title: 'from cache',
  importance: 4,
  toText: (row) => (row.cache_hit_rate === null ? '-' : toPercent(row.cache_hit_rate)),
};
const SAVINGS: Column = {
  title: 'saved by cache',
  importance: 4,
  toText: (row) => toMoney(row.cache_savings_usd),
};

/** One row per group, with its keys first; at most `width` columns of the terminal wide. */
export function toStatisticsTable(
  rows: readonly Statistics[],
  keys: readonly string[],
  width: number,
): string {
  const shown = [
    ...COLUMNS,
    ...(rows.some((row) => row.cache_hit_rate) ? [CACHE_HITS] : []),
    ...(rows.some((row) => row.cache_savings_usd !== null) ? [SAVINGS] : []),
    ...(rows.some((row) => row.feedback_count > 0) ? [FEEDBACK] : []),
  ];
  const columns: TableColumn[] = [
    ...keys.map((title) => ({ title })),
    ...shown.map((column) => ({ ...column, isNumber: true })),
  ];
  const table = toTable(
    columns,
    rows.map((row) => [
      ...keys.map((key) => toLabel(row.group[key])),
      ...shown.map(({ toText }) => toText(row)),
    ]),
    width,
  );
  return `${table}${unpricedNote(rows)}${noUsageNote(rows)}`;
}

/** A sum of tokens; none if no call said how many. */
function toTokens(row: Row, tokens: number): string {
  return toCount(row.with_usage === 0 ? null : tokens);
}

/** A group key's value as a label. */
export function toLabel(value: Cell | undefined): string {
  return value === null || value === undefined ? '(none)' : String(value);
}

/** A note if some calls in the sum have no price. */
function unpricedNote(rows: readonly Statistics[]): string {
  const unpriced = rows.reduce((sum, row) => sum + row.unpriced, 0);
  const count = rows.reduce((sum, row) => sum + row.count, 0);
  if (unpriced === 0 || unpriced === count) return '';
  return `\n\n${toCount(unpriced)} of ${toCount(count)} calls have no price; cost is without them.`;
}

/** A note if some streams did not say how many tokens they took. */
function noUsageNote(rows: readonly Statistics[]): string {
  const silent = rows.reduce((sum, row) => sum + row.streams_without_usage, 0);
  if (silent === 0) return '';
  return `\n\nstreamed calls without token counts: ${toCount(silent)}; LLM_OTEL_STREAM_USAGE=request asks the provider for them`;
}
