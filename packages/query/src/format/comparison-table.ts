// Formats a comparison as a table.

import type { Side } from '../store/comparison.ts';
import type { Interval } from '../store/interval.ts';
import { toCount, toDuration, toMoney, toPercent } from './quantity.ts';
import { toLabel } from './statistics-table.ts';
import { toTable } from './table.ts';

/** Columns of numbers; a narrow terminal leaves out the lowest first. */
const NUMBERS: readonly (readonly [title: string, importance: number])[] = [
  ['calls', 7],
  ['error rate', 6],
  ['mean', 8],
  ['95 % interval', 4],
  ['p95', 5],
  ['cost', 2],
  ['cost per call', 3],
  ['95 % interval', 1],
  ['cost per success', 0],
  ['no price', -1],
  ['difference', 9],
];

/** One row per side, at most `width` columns of the terminal wide. */
export function toComparisonTable(by: string, sides: readonly Side[], width: number): string {
  const table = toTable(
    [
      { title: by },
      ...NUMBERS.map(([title, importance]) => ({ title, importance, isNumber: true })),
      { title: '' },
    ],
    sides.map((side) => [
      toLabel(side.name),
      toCount(side.count),
      toPercent(side.error_rate),
      toDuration(side.mean_ms),
      toRange(side.mean_interval_ms, toDuration),
      toDuration(side.p95_ms),
      toMoney(side.cost_usd),
      toMoney(side.mean_cost_usd),
      toRange(side.mean_cost_interval_usd, toMoney),
      toMoney(side.cost_per_success),
      toPercent(side.unpriced_share),
      toSigned(side.difference_ms),
      verdict(side),
    ]),
    width,
  );
  return sides.length < 2 ? table : `${table}\n\nDifferences are to the first row.`;
}

function toRange(interval: Interval | null, toText: (value: number) => string): string {
  return interval === null ? '' : `${toText(Math.max(0, interval[0]))} to ${toText(interval[1])}`;
}

function toSigned(ms: number | null): string {
  if (ms === null) return '';
  return `${ms < 0 ? '−' : '+'}${toDuration(Math.abs(ms))}`;
}

function verdict({ is_significant: isSignificant, difference_ms: difference }: Side): string {
  if (isSignificant === null || difference === null) return '';
  if (!isSignificant) return 'may be chance';
  return difference < 0 ? 'faster' : 'slower';
}
