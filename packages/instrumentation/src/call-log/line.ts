// One record as a line of limited length.

/** Bytes per line, including its end. */
const LIMIT = 1024 * 1024;
/** The maximum number of UTF-8 bytes of a character. */
const BYTES_PER_CHARACTER = 3;
/** Characters kept of a text if omitting whole fields was not enough. */
const SHORT = 1024;

/** Omitted first: the longest fields and the least needed to find a call. */
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
  'error_text',
  'attributes',
  'error_message',
  'stop',
  'safety_flags',
  'finish_reasons',
] as const;

/** `record` as a line with its end. Omits what makes it too long, and names it in `truncated`. */
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
    shorter[name] = value.slice(0, SHORT).toWellFormed();
    truncated.push(name);
  }
  return `${JSON.stringify({ ...shorter, truncated })}\n`;
}

function fits(line: string): boolean {
  return line.length * BYTES_PER_CHARACTER <= LIMIT || Buffer.byteLength(line) <= LIMIT;
}
