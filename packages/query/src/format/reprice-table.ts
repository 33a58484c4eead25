// Recorded and new cost as a table.

import type { RepriceTotals } from '../prices/reprice-totals.ts';
import { toCount, toMoney } from './quantity.ts';
import { toTable } from './table.ts';

/** One row for each model, and how many costs are not ours to find. */
export function toRepriceTable(totals: RepriceTotals, width: number): string {
  const rows = totals.rows();
  const table = toTable(
    [
      { title: 'provider' },
      { title: 'model' },
      ...['calls', 'recorded', 'now', 'difference', 'without price'].map((title) => ({
        title,
        isNumber: true,
      })),
    ],
    rows.map(({ provider, model, calls, recorded_usd, now_usd, unpriced }) => [
      provider,
      model,
      toCount(calls),
      toMoney(recorded_usd),
      toMoney(now_usd),
      toDifference(now_usd - recorded_usd),
      toCount(unpriced),
    ]),
    width,
  );
  const stated =
    totals.stated === 0
      ? ''
      : `\n\n${toCount(totals.stated)} calls have the cost that their provider stated.`;
  return `${table}${stated}`;
}

function toDifference(dollars: number): string {
  if (dollars === 0) return '–';
  return `${dollars < 0 ? '−' : '+'}${toMoney(Math.abs(dollars))}`;
}
