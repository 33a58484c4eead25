// A record as a line of a log. It has the limits of the lines that the application writes, so that every
// reader reads it.

import { toLine } from 'llm-otel/record-line';
import type { CallRecord } from './parse-line.ts';
import { toWellFormedJson } from './well-formed-json.ts';

/** As in content that the application records. Other readers of JSON may use their stack for each level. */
const MAX_DEPTH = 64;

/** The line with its end. Names in `truncated` what it shortens or leaves out. */
export function toLogLine(record: CallRecord): string {
  const deep = Object.keys(record).filter((name) => isDeep(record[name]));
  return toLine(deep.length === 0 ? record : without(record, deep), toWellFormedJson);
}

function without(record: CallRecord, names: readonly string[]): CallRecord {
  const kept = Object.entries(record).filter(([name]) => !names.includes(name));
  return { ...Object.fromEntries(kept), truncated: names };
}

function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one as object) : [],
    );
  }
  return false;
}
