// One record as a line of limited length, for all that write call records: `@llm-otel/query` uses this too.

import { shortTexts } from './short-texts.ts';

/** Bytes per line, including its end. */
const LIMIT = 1024 * 1024;
/** The maximum number of UTF-8 bytes of a character. */
const BYTES_PER_CHARACTER = 3;
/** Characters kept of a text of the expendable fields. */
const LONG = 16 * 1024;
/** Characters kept of any text if omitting whole fields was not enough. */
const SHORT = 1024;
/** Names in `truncated`; more are only counted by their absence. */
const MOST_NAMES = 100;

/** Shortened, then omitted first: the longest fields and the least needed to find a call. */
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

type Fields = Record<string, unknown>;
type ToJson = (record: object) => string;

/**
 * `record` as a line with its end, of at most 1 MiB. Shortens, then omits what makes it too long, and names it in
 * `truncated`.
 */
export function toLine(record: Readonly<Fields>, toJson: ToJson = JSON.stringify): string {
  const line = `${toJson(record)}\n`;
  return fits(line) ? line : toShorterLine(record, toJson);
}

function toShorterLine(record: Readonly<Fields>, toJson: ToJson): string {
  const fields = { ...record };
  const before = Array.isArray(record['truncated']) ? record['truncated'].map(String) : [];
  const truncated = new Set(before);
  const lineIfShort = (): string | undefined => {
    const line = `${toJson({ ...fields, truncated: [...truncated] })}\n`;
    return fits(line) ? line : undefined;
  };
  for (const name of EXPENDABLE) {
    const short = shortTexts(fields[name], LONG);
    if (short === fields[name]) continue;
    fields[name] = short;
    truncated.add(name);
  }
  let line = lineIfShort();
  for (const name of EXPENDABLE) {
    if (line !== undefined) return line;
    if (fields[name] === undefined) continue;
    delete fields[name];
    truncated.add(name);
    line = lineIfShort();
  }
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || value.length <= SHORT) continue;
    fields[name] = value.slice(0, SHORT).toWellFormed();
    truncated.add(name);
  }
  return lineIfShort() ?? `${toJson(firstFields(fields, truncated, toJson))}\n`;
}

/** The fields that fit, in their order: the most used come first. */
function firstFields(
  fields: Readonly<Fields>,
  truncated: Iterable<string>,
  toJson: ToJson,
): object {
  const omitted = [...truncated];
  let room = LIMIT / 2;
  const kept = Object.entries(fields).filter(([name, value]) => {
    const bytes = Buffer.byteLength(toJson({ [name]: value }));
    const isKept = bytes <= room;
    if (isKept) room -= bytes;
    else omitted.push(name.slice(0, SHORT).toWellFormed());
    return isKept;
  });
  return { ...Object.fromEntries(kept), truncated: omitted.slice(0, MOST_NAMES) };
}

function fits(line: string): boolean {
  return line.length * BYTES_PER_CHARACTER <= LIMIT || Buffer.byteLength(line) <= LIMIT;
}
