// Parts that records of spans and of feedback share.

import type { CallRecord } from '../reader/parse-line.ts';
import { FIELDS, SCHEMA_VERSION } from '../schema.ts';

/** Nanoseconds in a millisecond. */
export const NANO_PER_MS = 1_000_000n;

/** The fields of a time in nanoseconds. */
export function timesOf(nano: bigint): Record<string, unknown> {
  const milliseconds = nano / NANO_PER_MS;
  return {
    schema_version: SCHEMA_VERSION,
    timestamp: new Date(Number(milliseconds)).toISOString(),
    time_unix_nano: String(milliseconds * NANO_PER_MS),
  };
}

/** Fields in schema order, without undefined values. */
export function inOrder(values: Readonly<Record<string, unknown>>): CallRecord {
  return Object.fromEntries(
    FIELDS.flatMap(({ name }) =>
      values[name] === undefined ? [] : [[name, values[name]] as const],
    ),
  );
}
