// Money. Prices are multiplied in millionths of a millionth of a dollar, which most of them are a whole number of for a
// token; the amount of a call is rounded once, to a whole number of nano-dollars, so that sums are exact.

const PICO = 1e12;
const PICOS_OF_A_NANO = 1000;
const NANO = 1e9;

/** What `count` units cost at `price` dollars for `per` of them, in pico-dollars. */
export function picosOf(count: number, price: number, per: number): number {
  // A price has few decimals: the rounded product is exact where the double nearest to it is not.
  const ofOne = (price * PICO) / per;
  const whole = Math.round(ofOne);
  return count * (Math.abs(ofOne - whole) < 1e-6 ? whole : ofOne);
}

/** Rounds half up to nano-dollars. */
export function toNanos(picos: number): number {
  return Math.floor(picos / PICOS_OF_A_NANO + 0.5);
}

/** An amount in dollars, which a provider stated, in nano-dollars; `undefined` if it is none. */
export function nanosOf(dollars: unknown): number | undefined {
  if (typeof dollars !== 'number' || !Number.isFinite(dollars) || dollars < 0) return undefined;
  const nanos = Math.floor(dollars * NANO + 0.5);
  return isSafeNanos(nanos) ? nanos : undefined;
}

/** Whether sums with it stay exact. */
export function isSafeNanos(nanos: number): boolean {
  return Number.isSafeInteger(nanos);
}

/** Nano-dollars as dollars: the double nearest to at most nine decimals. */
export function toDollars(nanos: number): number {
  return nanos / NANO;
}
