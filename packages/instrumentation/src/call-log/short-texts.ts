// Copies of values whose texts are short.

/** What nests deeper is left as it is. */
const MAX_DEPTH = 64;

/** `value` with all texts in it cut to `length` characters, which a note says; itself if none is longer. */
export function shortTexts(value: unknown, length: number, depth = 0): unknown {
  if (typeof value === 'string') return value.length <= length ? value : cut(value, length);
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => shortTexts(item, length, depth + 1));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  const entries = Object.entries(value);
  const short = entries.map(([name, item]) => [name, shortTexts(item, length, depth + 1)] as const);
  return short.some(([, item], at) => item !== entries[at]![1]) ? Object.fromEntries(short) : value;
}

function cut(text: string, length: number): string {
  return `${text.slice(0, length).toWellFormed()}… [truncated: ${text.length} characters]`;
}
