// `llm-otel/prices`: what calls cost, for tools that read call records. Independent of the rest of the package.

export { costFields } from './call-log/records/cost-fields.ts';
export { costOf, type Cost, type NoCost, type PricedCall } from './cost/cost.ts';
export { nanosOf, toDollars } from './cost/amount.ts';
export { PriceFileError } from './cost/price-file.ts';
export type { PriceList } from './cost/price-list.ts';
export {
  type ImagePrice,
  type ModelPrices,
  type Price,
  type Prices,
  type Unit,
  UNITS,
} from './cost/prices.ts';
export { readPriceList } from './cost/read-price-list.ts';
export { tablesInfo, type TablesInfo } from './cost/tables.ts';
export { TIER_RULES, type TierRule } from './cost/tiers.ts';
