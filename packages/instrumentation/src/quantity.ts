// Sizes and counts as people write them into variables.

const SIZE = /^(\d+(?:\.\d+)?)\s*([kmgt]i?)?b?$/i;
const FACTORS: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
};

/** What is measured: bytes, or a whole number of days. */
export type Quantity = 'size' | 'days';

/** What is said of a text that `toQuantity` refuses. */
export const QUANTITY_NAMES: Readonly<Record<Quantity, string>> = {
  size: 'a size of at least 1KB, such as 500KB, 100MB or 1GiB',
  days: 'a whole number of days, 1 or more',
};

/** Bytes or days that `text` stands for. `undefined` if it is no such quantity. */
export function toQuantity(text: string, quantity: Quantity): number | undefined {
  if (quantity === 'days') return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
  const [, number, unit = ''] = SIZE.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * (FACTORS[unit.toLowerCase()] ?? 1));
  return bytes >= 1000 && Number.isSafeInteger(bytes) ? bytes : undefined;
}
