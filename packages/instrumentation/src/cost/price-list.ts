// The prices of a model: the application's own first, then the table, then what the table has no unit for. What was
// found is kept for the day.

import { withLastingCaches } from './lasting-caches.ts';
import type { OwnPrice } from './own-price.ts';
import { OWN_PRICES } from './own-units.ts';
import { pricesAt } from './match.ts';
import { type PriceFile, rowOf } from './price-file.ts';
import type { ModelPrices } from './prices.ts';
import { modelOf, tablesInfo } from './tables.ts';

interface Kept {
  readonly day: number;
  readonly provider: string;
  readonly answered: string | undefined;
  readonly asked: string | undefined;
  readonly found: ModelPrices | undefined;
}

const DAY_MS = 86_400_000;
/** A service of many fine-tunes must not keep them all. */
const MAX_KEPT = 1000;
const NO_FILE: PriceFile = { rows: [], aliases: {} };

/** Prices of any model, with a file of the application's or without. */
export class PriceList {
  readonly #file: PriceFile;
  readonly #fileVersion: string;
  readonly #kept = new Map<string, Kept>();
  /** Applications repeat calls. */
  #last: Kept | undefined;

  constructor(file: PriceFile = NO_FILE, fileName = '') {
    this.#file = file;
    this.#fileVersion = fileName;
  }

  /**
   * The prices of a call at `time`, in milliseconds since the epoch. `answered` is the model that the response names,
   * `asked` that of the request, which may be a deployment.
   */
  find(
    provider: string,
    answered: string | undefined,
    asked: string | undefined,
    time: number,
  ): ModelPrices | undefined {
    const day = Math.floor(time / DAY_MS);
    const last = this.#last;
    if (
      last?.day === day &&
      last.answered === answered &&
      last.asked === asked &&
      last.provider === provider
    ) {
      return last.found;
    }
    const key = `${provider}\n${answered}\n${asked}`;
    const kept = this.#kept.get(key);
    if (kept?.day === day) return (this.#last = kept).found;
    const found = this.#look(provider, answered, asked, time);
    // Prices that change during the day are looked up for each call.
    if (found?.isTimed === true) return found;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#last = { day, provider, answered, asked, found };
    this.#kept.set(key, this.#last);
    return found;
  }

  #look(
    provider: string,
    answered: string | undefined,
    asked: string | undefined,
    time: number,
  ): ModelPrices | undefined {
    const { aliases } = this.#file;
    // Bedrock answers with the maker's name: that of the request says the region as well, which has prices of its own.
    const isCloser = answered !== undefined && asked?.includes(`.${answered}`) === true;
    const told = (isCloser ? [asked] : [answered, asked]).filter((name) => name !== undefined);
    const alias = told.find((name) => Object.hasOwn(aliases, name));
    const names = alias === undefined ? told : [aliases[alias]!];
    const row = rowOf(this.#file, provider, names, time);
    if (row !== undefined) {
      return { model: row.model, prices: row.prices, version: this.#fileVersion };
    }
    for (const name of names) {
      const found = builtIn(provider, name, time);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** The prices of the table, completed. */
function builtIn(provider: string, name: string, time: number): ModelPrices | undefined {
  const own = OWN_PRICES.find((one) => one.provider === provider && isNamed(one, name));
  const images = own?.images && { images: own.images, usualImage: own.usualImage };
  const model = own?.isOther === true ? undefined : modelOf(provider, name);
  if (model === undefined) {
    if (own === undefined || own.isFee === true) return undefined;
    const version = `llm-otel ${own.read}`;
    return { model: own.model, prices: own.prices, ...images, version };
  }
  const { prices: listed, isTimed } = pricesAt(model, time);
  const prices = withLastingCaches(provider, model.id, listed);
  const { version } = tablesInfo();
  return { model: model.id, prices: { ...own?.prices, ...prices }, ...images, version, isTimed };
}

function isNamed({ model, isExact }: OwnPrice, name: string): boolean {
  return isExact === true ? name === model : name.startsWith(model);
}
