// The part of a record that says what the call cost.

import { toDollars } from '../../cost/amount.ts';
import type { Cost, NoCost } from '../../cost/cost.ts';

/**
 * Amounts are in US dollars; `null`, never 0, where no price is known. A part that cost nothing is absent. `models`:
 * what the record says already.
 */
export function costFields(
  cost: Cost | NoCost,
  models: readonly unknown[],
): Record<string, unknown> {
  if (cost.nanos === undefined) return { cost_usd: null, cost_note: cost.note };
  const { inputNanos, outputNanos } = cost;
  return {
    cost_usd: toDollars(cost.nanos),
    cost_input_usd: inputNanos ? toDollars(inputNanos) : undefined,
    cost_output_usd: outputNanos ? toDollars(outputNanos) : undefined,
    cost_source: cost.source,
    cost_note: cost.note,
    price_model: models.includes(cost.priceModel) ? undefined : cost.priceModel,
    price_version: cost.priceVersion,
  };
}
