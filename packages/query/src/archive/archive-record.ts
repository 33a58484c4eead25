// A row of an archive as a call record. It has no content, and times to the millisecond.

import { parseJson } from '../exact-json.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { FIELDS } from '../schema.ts';
import type { Row } from '../store/engine.ts';

const NANO_PER_MS = 1_000_000n;
/** With those that are not held: their place is that of the schema. */
const NAMES = FIELDS.filter(({ isContent }) => !isContent).map(({ name }) => name);
const JSON_FIELDS = new Set(FIELDS.filter(({ type }) => type === 'json').map(({ name }) => name));

/** The record of `row`. */
export function toRecord(row: Row): CallRecord {
  const fields = NAMES.flatMap((name): [string, unknown][] => {
    const value = name === 'time_unix_nano' ? toNano(row['timestamp']) : row[name];
    if (value === null || value === undefined) return [];
    return [[name, JSON_FIELDS.has(name) ? parsed(value) : value]];
  });
  const other = parsed(row['other']);
  const others = typeof other === 'object' && other !== null ? Object.entries(other) : [];
  // Not assigned: a field may be called `__proto__`.
  return Object.fromEntries([...fields, ...others]);
}

function toNano(time: unknown): string | null {
  return typeof time === 'string' ? String(BigInt(Date.parse(time)) * NANO_PER_MS) : null;
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}
