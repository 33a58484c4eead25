// Servers send what they like where a count should be.

/** `value` if it is a count, else `undefined`: no NaN and no text reaches a metric. */
export function toCount(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}
