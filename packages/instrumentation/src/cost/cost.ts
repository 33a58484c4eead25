// The cost of one call: what the provider states, else what its prices say.

import { isSafeNanos, nanosOf } from './amount.ts';
import { charge, type NoCharge } from './charge.ts';
import { type AskedImage, withImages } from './image-prices.ts';
import type { PriceList } from './price-list.ts';
import { tablesInfo } from './tables.ts';
import { tierFactor } from './tiers.ts';
import type { Usage } from '../model/response.ts';

/** A call that ended. */
export interface PricedCall {
  readonly provider: string | undefined;
  /** The model that the response names, and that of the request. */
  readonly answered: string | undefined;
  readonly asked: string | undefined;
  readonly usage: Usage | undefined;
  /** What the provider says of how the call was served: `flex`, `batch`, `fast`, `us`. */
  readonly tiers: readonly string[];
  /** What the request says of an image, which may have a price by that. */
  readonly image?: AskedImage | undefined;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** What a call cost. Amounts are whole nano-dollars. */
export interface Cost {
  readonly nanos: number;
  /** Parts; absent if the provider states the whole only. */
  readonly inputNanos?: number;
  readonly outputNanos?: number;
  readonly source: 'provider' | 'local';
  /** The table, and the model in it. */
  readonly priceVersion?: string;
  readonly priceModel?: string;
  /** What limits it, such as `standard_rate`. */
  readonly note?: string;
}

/** Why a call has no cost. */
export interface NoCost {
  readonly nanos: undefined;
  readonly note: 'unknown_model' | 'no_price_table' | NoCharge;
}

/** The cost of `call`. Never guesses: a model without prices has none. */
export function costOf(call: PricedCall, prices: PriceList): Cost | NoCost {
  const stated = nanosOf(call.usage?.statedCost);
  if (stated !== undefined) return { nanos: stated, source: 'provider' };
  const { provider, answered, asked, usage, tiers, time } = call;
  const found = provider === undefined ? undefined : prices.find(provider, answered, asked, time);
  if (found === undefined) {
    // Bundled into an application, this package has no files beside it.
    const hasTables = tablesInfo().providers.length > 0;
    return { nanos: undefined, note: hasTables ? 'unknown_model' : 'no_price_table' };
  }
  if (usage === undefined) return { nanos: undefined, note: 'no_usage' };
  const { factor, unknown } = tierFactor(provider!, found.model, tiers);
  const priced = withImages(found, usage, call.image);
  const charged = priced && charge(usage, priced, factor);
  if (charged === undefined) return { nanos: undefined, note: 'no_unit_price' };
  if (typeof charged === 'string') return { nanos: undefined, note: charged };
  if (!isSafeNanos(charged.total)) return { nanos: undefined, note: 'odd_usage' };
  return {
    nanos: charged.total,
    inputNanos: charged.input,
    outputNanos: charged.output,
    source: 'local',
    priceVersion: found.version,
    priceModel: found.model,
    ...(unknown.length > 0 && { note: `standard_rate: ${unknown.join(', ')}` }),
  };
}
