// Servers may send any value as a count.

/** `value` if it is a count, else `undefined`: no NaN or string reaches a metric. */
export function toCount(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}
