// What Claude writes to a cache for an hour costs twice the plain input, wherever it runs
// (https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching). The table says so for some services only.

import type { Price, Prices } from './prices.ts';

/** Services that sell Claude at its maker's prices, with or without more for a region. */
const SERVICES: ReadonlySet<string> = new Set(['aws.bedrock', 'gcp.vertex_ai']);

/** `prices` of the model `id` of `provider`, completed. */
export function withLastingCaches(provider: string, id: string, prices: Prices): Prices {
  if (!SERVICES.has(provider) || !id.includes('claude')) return prices;
  const { input_mtok: input, cache_write_mtok: short, cache_write_1h_mtok: known } = prices;
  if (known !== undefined || short === undefined || input === undefined) return prices;
  return { ...prices, cache_write_1h_mtok: twice(input) };
}

function twice(price: Price): Price {
  if (typeof price === 'number') return 2 * price;
  const { base, tiers } = price;
  return { base: 2 * base, tiers: tiers.map((tier) => ({ ...tier, price: 2 * tier.price })) };
}
