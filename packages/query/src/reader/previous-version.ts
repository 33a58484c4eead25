// Converts records of version 0.1 to the current version.

import type { CallRecord } from './parse-line.ts';

/** Renamed fields. */
const RENAMED: Readonly<Record<string, string>> = { hit_count: 'retrieved_count' };

/** Whether a record is older than version 1. */
export function isPrevious({ schema_version: version }: CallRecord): boolean {
  return typeof version === 'string' && version.startsWith('0.');
}

/** Renames fields to version 1; keeps ids. */
export function toCurrent(record: CallRecord): CallRecord {
  const current = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [RENAMED[name] ?? name, value]),
  );
  const time = Date.parse(String(record['timestamp']));
  return {
    ...current,
    schema_version: '1.0',
    ...(record['success'] === false && { error_class: 'unknown' }),
    ...(Number.isFinite(time) && { time_unix_nano: `${time}000000` }),
  };
}
