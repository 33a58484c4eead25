// Strings, and lists of them, from unknown values.

/** Whether `value` is a list of strings only. Never throws. */
export function areTexts(value: unknown): value is string[] {
  try {
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  } catch {
    // A Proxy.
    return false;
  }
}

/** A string that is not empty; else `undefined`. */
export function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One string or several, as a list; else `undefined`. Never throws. */
export function toTexts(value: unknown): string[] | undefined {
  if (typeof value === 'string') return [value];
  return areTexts(value) ? [...value] : undefined;
}

/** Characters; a streamed text stops growing there. */
const MAX_LENGTH = 2 ** 20;

/** The text of a stream extended by a chunk's text. */
export function appended(text: string | undefined, delta: string): string {
  if (text === undefined) return delta;
  return text.length < MAX_LENGTH ? text + delta : text;
}
