// Lists of texts, from values that may be anything.

/** Whether `value` is a list of texts and of nothing else. Never throws. */
export function areTexts(value: unknown): value is string[] {
  try {
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    // A Proxy.
    return false;
  }
}

/** One text or several, as a list; `undefined` for anything else. Never throws. */
export function toTexts(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value];
  return areTexts(value) ? [...value] : undefined;
}
