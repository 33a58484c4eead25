// Servers may send any value as a count.

/** `value` if it is a count, else `undefined`: no NaN or string reaches a metric. */
export function toCount(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}

/** The sum of the counts among `values`; `undefined` if there are none, because unknown is not 0. */
export function totalOf(values: readonly unknown[]): number | undefined {
  const counts = values.map(toCount).filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : counts.reduce((total, count) => total + count, 0);
}
