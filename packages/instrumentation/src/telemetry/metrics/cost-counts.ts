// The costs of one attribute set: a sum of whole nano-dollars, which is exact, and the calls without a price.

import { toDollars } from '../../cost/amount.ts';
import type { Cost, NoCost } from '../../cost/cost.ts';

/** Sums of one attribute set. */
export class CostCounts {
  #nanos: number | undefined;
  unpriced = 0;

  /** Their sum; `undefined` before the first one. */
  get dollars(): number | undefined {
    return this.#nanos === undefined ? undefined : toDollars(this.#nanos);
  }

  /** Adds one call. */
  count({ nanos }: Cost | NoCost): void {
    if (nanos === undefined) this.unpriced += 1;
    else this.#nanos = (this.#nanos ?? 0) + nanos;
  }
}
