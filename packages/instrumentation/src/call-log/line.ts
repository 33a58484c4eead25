// One record as one line of bounded length.

/** Bytes of a line, its end included. */
const LIMIT = 1024 * 1024;
/** A character of a text is at most so many bytes of UTF-8. */
const BYTES_PER_CHARACTER = 3;
/** Characters that a text keeps when leaving out whole fields was not enough. */
const SHORT = 1024;

/** What is left out first: the longest and the least needed to find a call. */
const EXPENDABLE = [
  'output_messages',
  'input_messages',
  'tool_result',
  'tool_arguments',
  'documents',
  'system_instructions',
  'prompt_variables',
  'query',
  'feedback_comment',
  'attributes',
  'error_message',
  'stop',
  'safety_flags',
  'finish_reasons',
] as const;

/** `record` as a line with its end. What makes it too long is left out, and named in `truncated`. */
export function toLine(record: Readonly<Record<string, unknown>>): string {
  const line = `${JSON.stringify(record)}\n`;
  if (fits(line)) return line;
  const shorter = { ...record };
  const truncated: string[] = [];
  for (const name of EXPENDABLE) {
    if (shorter[name] === undefined) continue;
    delete shorter[name];
    truncated.push(name);
    const remaining = `${JSON.stringify({ ...shorter, truncated })}\n`;
    if (fits(remaining)) return remaining;
  }
  for (const [name, value] of Object.entries(shorter)) {
    if (typeof value !== 'string' || value.length <= SHORT) continue;
    shorter[name] = value.slice(0, SHORT);
    truncated.push(name);
  }
  return `${JSON.stringify({ ...shorter, truncated })}\n`;
}

function fits(line: string): boolean {
  return line.length * BYTES_PER_CHARACTER <= LIMIT || Buffer.byteLength(line) <= LIMIT;
}
