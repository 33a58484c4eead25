// What a usage costs at given prices. Parts of the input and of the output are priced apart where the provider does.

import type { Usage } from '../model/response.ts';
import { picosOf, toNanos } from './amount.ts';
import { type Price, type Prices, type Unit, UNITS } from './prices.ts';

/** What a part is priced by: the first of these that the model has a price for. */
const BY = {
  input_mtok: ['input_mtok'],
  cache_read_mtok: ['cache_read_mtok', 'input_mtok'],
  cache_audio_read_mtok: [
    'cache_audio_read_mtok',
    'cache_read_mtok',
    'input_audio_mtok',
    'input_mtok',
  ],
  cache_image_read_mtok: [
    'cache_image_read_mtok',
    'cache_read_mtok',
    'input_image_mtok',
    'input_mtok',
  ],
  cache_write_mtok: ['cache_write_mtok', 'input_mtok'],
  cache_write_1h_mtok: ['cache_write_1h_mtok', 'cache_write_mtok', 'input_mtok'],
  input_audio_mtok: ['input_audio_mtok', 'input_mtok'],
  input_image_mtok: ['input_image_mtok', 'input_mtok'],
  input_mchars: ['input_mchars'],
  audio_hours: ['audio_hours'],
  output_mtok: ['output_mtok'],
  output_reasoning_mtok: ['output_reasoning_mtok'],
  output_audio_mtok: ['output_audio_mtok', 'output_mtok'],
  output_image_mtok: ['output_image_mtok', 'output_mtok'],
  web_searches_kcount: ['web_searches_kcount'],
  searching_requests_kcount: ['searching_requests_kcount'],
  storage_searches_kcount: ['storage_searches_kcount'],
  search_units_kcount: ['search_units_kcount'],
  images_kcount: ['images_kcount'],
  requests_kcount: ['requests_kcount'],
} as const satisfies Partial<Record<Unit, readonly Unit[]>>;

/** In nano-dollars. Input and output add up to the total but for fees for a request, a search or an image. */
export interface Charge {
  readonly total: number;
  readonly input: number;
  readonly output: number;
}

/** Why a usage has no cost. */
export type NoCharge = 'no_usage' | 'odd_usage' | 'no_unit_price';

/**
 * What `usage` costs. `factor` applies to all of it. A usage whose parts exceed the whole is odd: no cost is
 * better than a wrong one.
 */
export function charge(usage: Usage, prices: Prices, factor: number): Charge | NoCharge {
  const { inputTokens: whole = 0, outputTokens = 0 } = usage;
  const sum = new Sum(prices, whole);
  if (!addInput(sum, usage, whole) || !addOutput(sum, usage, outputTokens)) return 'odd_usage';
  addFees(sum, usage);
  if (!sum.hasUnits && usage.inputTokens === undefined && usage.outputTokens === undefined) {
    return 'no_usage';
  }
  // A model that is free has no prices at all.
  if (sum.hasUnits && !sum.hasPrice && Object.keys(prices).length > 0) return 'no_unit_price';
  const input = toNanos(sum.input * factor);
  return {
    total: toNanos((sum.input + sum.output + sum.fees) * factor),
    input,
    output: toNanos((sum.input + sum.output) * factor) - input,
  };
}

function addInput(sum: Sum, usage: Usage, whole: number): boolean {
  const { cacheReadInputTokens: read = 0, cacheWriteInputTokens: written = 0 } = usage;
  const { audio = 0, image = 0 } = usage.inputByModality ?? {};
  const { audio: readAudio = 0, image: readImage = 0 } = usage.cacheReadByModality ?? {};
  const { cacheWrite1hTokens: lasting = 0 } = usage;
  // Cached tokens of a modality that the provider does not tell apart count as text.
  const readText = read - readAudio - readImage;
  const text = whole - read - written - (audio - readAudio) - (image - readImage);
  const isOdd = [text, readText, written - lasting, audio - readAudio, image - readImage].some(
    (tokens) => tokens < 0,
  );
  if (isOdd) return false;
  sum.addInput(text, BY.input_mtok);
  sum.addInput(readText, BY.cache_read_mtok);
  sum.addInput(readAudio, BY.cache_audio_read_mtok);
  sum.addInput(readImage, BY.cache_image_read_mtok);
  sum.addInput(written - lasting, BY.cache_write_mtok);
  sum.addInput(lasting, BY.cache_write_1h_mtok);
  sum.addInput(audio - readAudio, BY.input_audio_mtok);
  sum.addInput(image - readImage, BY.input_image_mtok);
  sum.addInput(usage.characters ?? 0, BY.input_mchars);
  sum.addInput(usage.audioSeconds ?? 0, BY.audio_hours);
  return true;
}

function addOutput(sum: Sum, usage: Usage, whole: number): boolean {
  const { audio = 0, image = 0 } = usage.outputByModality ?? {};
  const reasoning = usage.reasoningOutputTokens ?? 0;
  const isApart = sum.prices.output_reasoning_mtok !== undefined;
  const text = whole - audio - image - (isApart ? reasoning : 0);
  if (text < 0) return false;
  sum.addOutput(text, BY.output_mtok);
  if (isApart) sum.addOutput(reasoning, BY.output_reasoning_mtok);
  sum.addOutput(audio, BY.output_audio_mtok);
  sum.addOutput(image, BY.output_image_mtok);
  return true;
}

function addFees(sum: Sum, usage: Usage): void {
  const { webSearches = 0 } = usage;
  // Some models are charged once, however often they search.
  if (sum.prices.searching_requests_kcount === undefined) {
    sum.addFee(webSearches, BY.web_searches_kcount);
  } else sum.addFee(Math.min(webSearches, 1), BY.searching_requests_kcount);
  sum.addFee(usage.fileSearches ?? 0, BY.storage_searches_kcount);
  sum.addFee(usage.searchUnits ?? 0, BY.search_units_kcount);
  sum.addFee(usage.imageCount ?? 0, BY.images_kcount);
  // Each call is one, which says nothing of what else it used.
  if (sum.prices.requests_kcount !== undefined) sum.addFee(1, BY.requests_kcount);
}

/** Pico-dollars. */
class Sum {
  readonly prices: Prices;
  readonly #size: number;
  input = 0;
  output = 0;
  fees = 0;
  /** Whether something was used, and whether some of it has a price. */
  hasUnits = false;
  hasPrice = false;

  constructor(prices: Prices, size: number) {
    this.prices = prices;
    this.#size = size;
  }

  addInput(count: number, units: readonly Unit[]): void {
    if (count !== 0) this.input += this.#cost(count, units);
  }

  addOutput(count: number, units: readonly Unit[]): void {
    if (count !== 0) this.output += this.#cost(count, units);
  }

  addFee(count: number, units: readonly Unit[]): void {
    if (count !== 0) this.fees += this.#cost(count, units);
  }

  /** At the first of `units` that has a price. */
  #cost(count: number, units: readonly Unit[]): number {
    this.hasUnits = true;
    for (const unit of units) {
      const price = this.prices[unit];
      if (price === undefined) continue;
      this.hasPrice = true;
      return picosOf(count, at(price, this.#size), UNITS[unit]);
    }
    return 0;
  }
}

function at(price: Price, size: number): number {
  if (typeof price === 'number') return price;
  let found = price.base;
  for (const tier of price.tiers) if (size > tier.start) found = tier.price;
  return found;
}
