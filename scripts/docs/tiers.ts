// The table of tiers in docs/cost.md, from their rules.

import { TIER_RULES } from '../../packages/instrumentation/dist/cost/tiers.js';
import { table, withPart } from './markdown.ts';

const START = '<!-- tiers: written by `npm run docs` from the rules -->';

/** `document` with the current table. */
export function withTiers(document: string): string {
  const rows = TIER_RULES.map(({ provider, tier, model, factor, source, read }) => [
    provider,
    `\`${tier}\``,
    model === undefined ? 'all' : `\`${model.source}\``,
    `× ${Number(factor.toFixed(4))}`,
    `[${read}](${source})`,
  ]);
  const head = ['Provider', 'Tier', 'Models', 'Price', 'Published, read on'];
  return withPart(document, 'docs/cost.md', START, table(head, rows));
}
