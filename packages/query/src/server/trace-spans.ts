// Converts the call records of a trace to spans.

import type { CallRecord } from '../reader/parse-line.ts';
import { FIELDS } from '../schema.ts';

/** Attributes by field, with the newest names. */
const ATTRIBUTES = FIELDS.flatMap(({ name, attributes }) =>
  attributes[0] === undefined ? [] : [[name, attributes[0]] as const],
);

/**
 * The spans of `records`, oldest first. Feedback is not a span. `repeated` are request ids whose tokens
 * and costs are those of other records.
 */
export function toSpans(records: readonly CallRecord[], repeated: ReadonlySet<unknown>): object[] {
  return records
    .filter(({ span_id: id, latency_ms: latency }) => id && latency !== undefined)
    .map((record) => toSpan(record, repeated.has(record['request_id'])));
}

function toSpan(record: CallRecord, isRepeated: boolean): object {
  const start = Date.parse(String(record['timestamp']));
  const duration = Number(record['latency_ms']) || 0;
  const own = ATTRIBUTES.filter(([name]) => record[name] !== undefined && record[name] !== null);
  return {
    span_id: record['span_id'],
    parent_id: record['parent_span_id'] ?? null,
    name: record['name'] ?? record['log_type'],
    start_time: record['timestamp'],
    end_time: new Date(start + duration).toISOString(),
    duration_ms: duration,
    attributes: {
      ...(record['attributes'] as object | undefined),
      ...Object.fromEntries(own.map(([name, attribute]) => [attribute, record[name]])),
    },
    status: record['status'] ?? null,
    request_id: record['request_id'],
    total_tokens: record['total_tokens'] ?? null,
    cost_usd: record['cost_usd'] ?? null,
    is_repeated: isRepeated,
    error_code: record['error_code'] ?? null,
  };
}
