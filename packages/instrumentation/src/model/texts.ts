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

/** Characters; a text of a stream stops growing there. */
const MAX_LENGTH = 2 ** 20;

/** A text of a stream with what a chunk adds to it. */
export function appended(text: string | undefined, delta: string): string {
  if (text === undefined) return delta;
  return text.length < MAX_LENGTH ? text + delta : text;
}
