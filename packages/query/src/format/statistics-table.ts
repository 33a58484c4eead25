// Statistics as a table.

import type { Statistics } from '../store/statistics.ts';
import type { Cell } from '../store/engine.ts';
import { toCount, toDuration, toMoney, toNumber, toPercent } from './quantity.ts';
import { type TableColumn, toTable } from './table.ts';

type Row = Omit<Statistics, 'group'>;

const COLUMNS: readonly (readonly [title: string, toText: (row: Row) => string])[] = [
  ['calls', (row) => toCount(row.count)],
  ['errors', (row) => toCount(row.errors)],
  ['error rate', (row) => toPercent(row.error_rate)],
  ['p50', (row) => toDuration(row.p50_ms)],
  ['p95', (row) => toDuration(row.p95_ms)],
  ['p99', (row) => toDuration(row.p99_ms)],
  ['mean', (row) => toDuration(row.mean_ms)],
  ['tokens in', (row) => toCount(row.prompt_tokens)],
  ['tokens out', (row) => toCount(row.completion_tokens)],
  ['cost', (row) => toMoney(row.cost_usd)],
  ['cost per success', (row) => toMoney(row.cost_per_success)],
];

/** One row per group, with its keys first. */
export function toStatisticsTable(rows: readonly Statistics[], keys: readonly string[]): string {
  const hasFeedback = rows.some((row) => row.feedback_count > 0);
  const shown = hasFeedback
    ? [...COLUMNS, ['feedback', (row: Row) => toNumber(row.feedback_mean)] as const]
    : COLUMNS;
  const columns: TableColumn[] = [
    ...keys.map((title) => ({ title })),
    ...shown.map(([title]) => ({ title, isNumber: true })),
  ];
  const table = toTable(
    columns,
    rows.map((row) => [
      ...keys.map((key) => toLabel(row.group[key])),
      ...shown.map(([, toText]) => toText(row)),
    ]),
  );
  return `${table}${unpricedNote(rows)}`;
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
