// The arguments of tool calls, which models write as text.

/** The object that `text` encodes as JSON; else `text` itself, such as half of one. */
export function toArguments(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  if (text === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' ? parsed : text;
  } catch {
    return text;
  }
}
