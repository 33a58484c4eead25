// The application's own prices and aliases: the file of `LLM_OTEL_PRICES`. It is read as a whole or not at all: a file with
// a mistake in it changes nothing.

import { type Prices, type Unit } from './prices.ts';

/** One row of the file. */
interface FileRow {
  readonly model: string;
  readonly provider: string | undefined;
  /** The day from which it applies, as `2026-01-01`. */
  readonly from: string | undefined;
  readonly pattern: RegExp;
  readonly prices: Prices;
}

/** The file's prices, the most specific first, and names of models that stand for others. */
export interface PriceFile {
  readonly rows: readonly FileRow[];
  readonly aliases: Readonly<Record<string, string>>;
}

/** A mistake in the file: where, and what to write. */
export class PriceFileError extends Error {}

/** Keys of a row, and the units that they are prices of. Those of a `million` are of tokens unless they say otherwise. */
const ROW_UNITS: Readonly<Record<string, readonly [unit: Unit, times: number]>> = {
  input_per_million: ['input_mtok', 1],
  output_per_million: ['output_mtok', 1],
  cached_input_per_million: ['cache_read_mtok', 1],
  cache_write_per_million: ['cache_write_mtok', 1],
  cache_write_1h_per_million: ['cache_write_1h_mtok', 1],
  reasoning_per_million: ['output_reasoning_mtok', 1],
  audio_input_per_million: ['input_audio_mtok', 1],
  cached_audio_input_per_million: ['cache_audio_read_mtok', 1],
  audio_output_per_million: ['output_audio_mtok', 1],
  image_input_per_million: ['input_image_mtok', 1],
  cached_image_input_per_million: ['cache_image_read_mtok', 1],
  image_output_per_million: ['output_image_mtok', 1],
  characters_per_million: ['input_mchars', 1],
  request: ['requests_kcount', 1000],
  web_search: ['web_searches_kcount', 1000],
  search_unit: ['search_units_kcount', 1000],
  image: ['images_kcount', 1000],
  audio_second: ['audio_hours', 3600],
};
const ROW_KEYS = ['model', 'provider', 'from', ...Object.keys(ROW_UNITS)];
const KEYS = ['$schema', 'prices', 'aliases'];
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

type Json = Readonly<Record<string, unknown>>;

/** Reads the text of a file. Throws a `PriceFileError`. */
export function parsePriceFile(text: string): PriceFile {
  const file = parse(text);
  const unknown = Object.keys(file).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new PriceFileError(unknownKey('', unknown, KEYS));
  const { prices = [], aliases = {} } = file;
  if (!Array.isArray(prices)) throw new PriceFileError('"prices" is no list of rows');
  const rows = prices.map(toRow);
  rows.forEach((row, index) => {
    const twin = rows.findIndex((other) => keyOf(other) === keyOf(row));
    if (twin === index) return;
    throw new PriceFileError(
      `prices[${index}].model: ${JSON.stringify(row.model)} has a row already, prices[${twin}]: keep one, or give them different "from" or "provider"`,
    );
  });
  return { rows: rows.toSorted(bySpecificity), aliases: toAliases(aliases) };
}

/** The most specific row for a model, by any of its `names`, at a time in milliseconds since the epoch. */
export function rowOf(
  { rows }: PriceFile,
  provider: string,
  names: readonly string[],
  time: number,
): FileRow | undefined {
  const day = new Date(time).toISOString().slice(0, 10);
  return rows.find(
    (row) =>
      (row.provider === undefined || row.provider === provider) &&
      (row.from === undefined || row.from <= day) &&
      names.some((name) => row.pattern.test(name)),
  );
}

function parse(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PriceFileError(`it is no JSON: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw new PriceFileError('it is no object with "prices" or "aliases"');
  return value;
}

function toRow(value: unknown, index: number): FileRow {
  const at = `prices[${index}]`;
  if (!isObject(value)) throw new PriceFileError(`${at} is no object`);
  const unknown = Object.keys(value).find((key) => !ROW_KEYS.includes(key));
  if (unknown !== undefined) throw new PriceFileError(unknownKey(`${at}.`, unknown, ROW_KEYS));
  const { model, provider, from } = value;
  if (typeof model !== 'string' || model === '') {
    throw new PriceFileError(`${at}.model: ${show(model)} is no name of a model`);
  }
  if (provider !== undefined && (typeof provider !== 'string' || provider === '')) {
    throw new PriceFileError(`${at}.provider: ${show(provider)} is no name of a provider`);
  }
  if (from !== undefined && !isDay(from)) {
    throw new PriceFileError(`${at}.from: ${show(from)} is no day such as "2026-01-31"`);
  }
  const prices = toPrices(value, at);
  if (Object.keys(prices).length === 0) {
    throw new PriceFileError(`${at} has no price: add "input_per_million" or another`);
  }
  return { model, provider, from, pattern: toPattern(model), prices };
}

function toPrices(row: Json, at: string): Prices {
  const prices: Partial<Record<Unit, number>> = {};
  for (const [key, [unit, times]] of Object.entries(ROW_UNITS)) {
    const price = row[key];
    if (price === undefined) continue;
    if (typeof price !== 'number' || !Number.isFinite(price) || price < 0) {
      throw new PriceFileError(`${at}.${key}: ${show(price)} is no price, a number of 0 or more`);
    }
    prices[unit] = price * times;
  }
  return prices;
}

function toAliases(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) throw new PriceFileError('"aliases" is no object');
  for (const [name, model] of Object.entries(value)) {
    if (typeof model === 'string' && model !== '') continue;
    throw new PriceFileError(`aliases.${name}: ${show(model)} is no name of a model`);
  }
  return value as Readonly<Record<string, string>>;
}

/** `*` stands for any characters; capital and small letters are the same. */
function toPattern(model: string): RegExp {
  const parts = model.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is');
}

/** Whole names before patterns, long ones before short ones, those of one provider first, then the latest. */
function bySpecificity(a: FileRow, b: FileRow): number {
  return (
    Number(a.model.includes('*')) - Number(b.model.includes('*')) ||
    b.model.length - a.model.length ||
    Number(a.provider === undefined) - Number(b.provider === undefined) ||
    (b.from ?? '').localeCompare(a.from ?? '')
  );
}

function keyOf({ model, provider, from }: FileRow): string {
  return JSON.stringify([model.toLowerCase(), provider, from]);
}

function unknownKey(at: string, key: string, known: readonly string[]): string {
  return `${at}${key} is no key: use ${known.join(', ')}`;
}

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  // Other than 2026-02-30, which is read as a day of March.
  return new Date(value).toISOString().startsWith(value);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
