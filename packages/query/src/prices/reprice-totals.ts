// Recorded and new cost by provider and model. Sums are of whole nano-dollars.

import { nanosOf, toDollars } from 'llm-otel/prices';
import type { CallRecord } from '../reader/parse-line.ts';
import type { Repriced } from './repriced-record.ts';

/** One model at one provider. Money is in dollars. */
export interface RepriceRow {
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly recorded_usd: number;
  readonly now_usd: number;
  /** Calls without a price now. */
  readonly unpriced: number;
}

interface Sums {
  calls: number;
  before: number;
  after: number;
  unpriced: number;
}

/** The sums of a log. */
export class RepriceTotals {
  /** Calls whose cost the provider stated. */
  stated = 0;
  readonly #byModel = new Map<string, Sums>();

  /** Adds a call. */
  add({ provider, model, before, after }: Repriced): void {
    const key = JSON.stringify([provider, model]);
    const sums = this.#byModel.get(key) ?? { calls: 0, before: 0, after: 0, unpriced: 0 };
    this.#byModel.set(key, sums);
    sums.calls += 1;
    sums.before += nanosOf(before) ?? 0;
    sums.after += nanosOf(after) ?? 0;
    if (after === null) sums.unpriced += 1;
  }

  /** Counts a record that is not priced anew. */
  leave(record: CallRecord): void {
    if (record['cost_source'] === 'provider') this.stated += 1;
  }

  /** The dearest now first. */
  rows(): RepriceRow[] {
    return [...this.#byModel]
      .map(([key, { calls, before, after, unpriced }]) => {
        const [provider, model] = JSON.parse(key) as [string, string];
        const [recorded_usd, now_usd] = [toDollars(before), toDollars(after)];
        return { provider, model, calls, recorded_usd, now_usd, unpriced };
      })
      .toSorted((a, b) => b.now_usd - a.now_usd || a.model.localeCompare(b.model));
  }
}
