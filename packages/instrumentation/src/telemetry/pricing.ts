// What an operation cost, with the prices that the settings name.

import { costOf, type Cost, type NoCost, type PricedCall } from '../cost/cost.ts';
import type { PriceList } from '../cost/price-list.ts';
import { readPriceList } from '../cost/read-price-list.ts';
import { hasTable, tableOf, tablesInfo } from '../cost/tables.ts';
import { say } from '../foundation/say.ts';
import { report } from '../foundation/safely.ts';
import type { Kind } from '../model/kinds.ts';
import type { Response, Usage } from '../model/response.ts';
import { config, upcomingConfig } from '../settings/settings.ts';
import type { Config } from '../settings/table.ts';
import type { CostTally } from './context/cost-tally.ts';
import type { OperationEnd, OperationStart } from './operation.ts';

const PRICED: ReadonlySet<Kind> = new Set<Kind>(['inference', 'embeddings', 'rerank']);
const NO_TIERS: readonly string[] = [];

let prices: { readonly file: string | undefined; readonly list: PriceList } | undefined;

/** Reads the price file that `settings` name, and which tables there are. */
export function loadPrices(settings: Config): PriceList | undefined {
  if (settings.cost === 'off') return undefined;
  const { prices: file } = settings;
  if (prices === undefined || prices.file !== file) {
    prices = { file, list: readList(file) };
    tablesInfo();
  }
  return prices.list;
}

/** Reads the tables of `providers`. */
export function loadTables(providers: readonly string[]): void {
  const missing = providers.filter((provider) => !hasTable(provider));
  if (missing.length > 0 && upcomingConfig().cost === 'on') missing.forEach(tableOf);
}

/** `end` with what the operation cost, which counts for all operations around it. */
export function priced(
  start: OperationStart,
  end: OperationEnd,
  startedAt: number,
  around: CostTally | undefined,
): OperationEnd {
  const cost = costOfOperation(start, end, startedAt);
  if (cost === undefined) return end;
  if (cost.nanos !== undefined) around?.add(cost.nanos);
  return { ...end, cost };
}

/**
 * The cost of an operation that started at `startedAt`, in milliseconds since the epoch; `undefined` if it has none
 * by its kind, if it failed without usage, or if cost is off. Never throws.
 */
function costOfOperation(
  start: OperationStart,
  { response, thrown, outcome }: OperationEnd,
  startedAt: number,
): Cost | NoCost | undefined {
  if (!PRICED.has(start.kind) || (thrown !== undefined && response.usage === undefined)) {
    return undefined;
  }
  try {
    const list = loadPrices(config());
    if (list === undefined) return undefined;
    const cost = costOf(
      {
        provider: start.provider,
        answered: response.model,
        asked: start.request.model,
        usage: response.usage ?? spokenOf(start),
        tiers: tiersOf(response),
        image: imageOf(start),
        time: startedAt,
      },
      list,
    );
    // What was used until then, as far as the provider had said.
    const isWhole = outcome === 'completed' || cost.nanos === undefined;
    return isWhole ? cost : { note: 'incomplete', ...cost };
  } catch (error) {
    report('finding the cost of a call', error);
    return undefined;
  }
}

/** Text that becomes speech may be charged by its characters; its response has no usage. */
function spokenOf({ request, size }: OperationStart): Usage | undefined {
  return request.outputType === 'speech' && size ? { characters: size.characters } : undefined;
}

function imageOf({ request }: OperationStart): PricedCall['image'] {
  if (request.outputType !== 'image') return undefined;
  return { size: request.imageSize, quality: request.imageQuality };
}

function tiersOf({ openaiServiceTier, anthropicServiceTier, tiers }: Response): readonly string[] {
  const tier = openaiServiceTier ?? anthropicServiceTier;
  if (tier === undefined) return tiers ?? NO_TIERS;
  return tiers === undefined ? [tier] : [tier, ...tiers];
}

/** With the built-in prices alone if the file has a mistake in it. */
function readList(file: string | undefined): PriceList {
  try {
    return readPriceList(file);
  } catch (error) {
    say(
      `LLM_OTEL_PRICES=${JSON.stringify(file)}: ${(error as Error).message}; the built-in prices stay in force`,
    );
    return readPriceList();
  }
}
