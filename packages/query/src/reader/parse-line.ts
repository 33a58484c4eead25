// Parses a line, however damaged. Never throws.

import { parseJson, stringify, type ToInteger } from '../exact-json.ts';
import { signalOf } from '../otlp/index.ts';
import { NEWEST_MAJOR } from '../schema.ts';
import { toCurrent } from './previous-version.ts';

const RECORD_START = '{"schema_version"';
const BYTE_ORDER_MARK = '\uFEFF';
const VERSION = /^(\d{1,4})\.\d{1,6}$/;

/** A call record of version 1, unknown fields included. */
export type CallRecord = Readonly<Record<string, unknown>>;

/** A parsed line. */
export interface ParsedLine {
  readonly records: readonly CallRecord[];
  /** Parts that are no call record. */
  readonly bad: number;
  /** Records recovered from a line with a torn record. */
  readonly joined: number;
  /** Why the first bad part is bad. */
  readonly reason?: string;
  /** The record's version, if this package is too old for it. */
  readonly newer?: string;
}

const NOTHING: ParsedLine = { records: [], bad: 0, joined: 0 };

/**
 * Parses one line; it has several records if a torn one was not ended before the next. Integers beyond 2^53
 * become the text of their digits, or what `toInteger` makes of them.
 */
export function parseLine(bytes: Buffer, toInteger?: ToInteger): ParsedLine {
  const text = toText(bytes);
  if (text === '') return NOTHING;
  const whole = parseRecord(text, toInteger);
  if (typeof whole !== 'string' || !whole.startsWith(NO_JSON)) return toLine([whole]);
  return toLine(partsOf(text).map((part) => parseRecord(part, toInteger)));
}

/** In characters; a shorter text cannot nest deeply enough to exhaust the stack. */
const DEEP_LENGTH = 4096;
const NO_JSON = 'no JSON';

/** JSON has no raw NUL, so NULs that a crash left can be removed. */
function toText(bytes: Buffer): string {
  const text = bytes.includes(0)
    ? Buffer.from(bytes.filter((byte) => byte !== 0)).toString('utf8')
    : bytes.toString('utf8');
  return (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text).trim();
}

/** JSON strings escape quotes, so every match starts a record. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (
    let at = text.indexOf(RECORD_START, 1);
    at >= 0;
    at = text.indexOf(RECORD_START, at + RECORD_START.length)
  ) {
    parts.push(text.slice(start, at));
    start = at;
  }
  parts.push(text.slice(start));
  return parts;
}

interface Newer {
  readonly newer: string;
}

function parseRecord(
  text: string,
  toInteger: ToInteger | undefined,
): { readonly record: CallRecord } | Newer | string {
  let value: unknown;
  try {
    value = parseJson(text, toInteger);
  } catch {
    return `${NO_JSON}: ${text.slice(0, 60)}`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object';
  const record = value as CallRecord;
  const { schema_version: version } = record;
  if (version === undefined) {
    return signalOf(record) !== undefined
      ? 'a line of OTLP/JSON, which `llm-otel import` turns into call records'
      : 'no call record: schema_version is missing';
  }
  const major = typeof version === 'string' ? VERSION.exec(version)?.[1] : undefined;
  if (major === undefined) return `schema_version is ${JSON.stringify(version)}`.slice(0, 80);
  if (text.length > DEEP_LENGTH && !canBeWritten(record)) return 'nested too deep';
  if (Number(major) > NEWEST_MAJOR) return { newer: version as string };
  return { record: toCurrent(record) };
}

/** V8 can parse some values that it cannot stringify; later code must not see them. */
function canBeWritten(record: CallRecord): boolean {
  try {
    stringify(record);
    return true;
  } catch {
    return false;
  }
}

function toLine(parts: readonly ReturnType<typeof parseRecord>[]): ParsedLine {
  const reasons = parts.filter((part) => typeof part === 'string');
  const newer = parts.filter((part): part is Newer => typeof part !== 'string' && 'newer' in part);
  return {
    records: parts.flatMap((part) =>
      typeof part !== 'string' && 'record' in part ? [part.record] : [],
    ),
    bad: reasons.length + newer.length,
    joined: parts.length - 1,
    ...(reasons[0] !== undefined && { reason: reasons[0] }),
    ...newer[0],
  };
}
