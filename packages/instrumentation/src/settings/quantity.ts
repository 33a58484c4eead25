// Sizes, times and counts as people write them in variables.

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
const DURATION = /^(\d+(?:\.\d+)?)\s*(ms|s|m)$/i;
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };

/** The unit: bytes, a whole number of days, seconds, a plain count, or a limit, which may be 0. */
export type Quantity = 'size' | 'days' | 'duration' | 'count' | 'limit';

/** The description of what `toQuantity` expects. */
export const QUANTITY_NAMES: Readonly<Record<Quantity, string>> = {
  size: 'a size of at least 1KB, such as 500KB, 100MB or 1GiB',
  days: 'a whole number of days, 1 or more',
  duration: 'a time with its unit, such as 500ms, 10s or 2m',
  count: 'a whole number, 1 or more',
  limit: 'a whole number, 0 or more',
};

/** The bytes, days, seconds or count in `text`. `undefined` if it is no such quantity. */
export function toQuantity(text: string, quantity: Quantity): number | undefined {
  switch (quantity) {
    case 'days':
      return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
    case 'count':
      return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
    case 'limit':
      return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
    case 'duration': {
      const [, number, unit = ''] = DURATION.exec(text) ?? [];
      return number === undefined ? undefined : Number(number) * SECONDS[unit.toLowerCase()]!;
    }
    default:
      return toBytes(text);
  }
}

function toBytes(text: string): number | undefined {
  const [, number, unit = ''] = SIZE.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * (FACTORS[unit.toLowerCase()] ?? 1));
  return bytes >= 1000 && Number.isSafeInteger(bytes) ? bytes : undefined;
}
