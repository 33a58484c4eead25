// Formats a comparison as a table.

import type { Side } from '../store/comparison.ts';
import type { Interval } from '../store/interval.ts';
import { toCount, toDuration, toMoney, toPercent } from './quantity.ts';
import { toLabel } from './statistics-table.ts';
import { toTable } from './table.ts';

/** One row per side. */
export function toComparisonTable(by: string, sides: readonly Side[]): string {
  const titles = ['calls', 'error rate', 'mean', '95 % interval', 'p95', 'cost', 'cost per call'];
  const table = toTable(
    [
      { title: by },
      ...[...titles, '95 % interval', 'difference'].map((title) => ({ title, isNumber: true })),
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
      toSigned(side.difference_ms),
      verdict(side),
    ]),
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
