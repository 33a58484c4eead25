// Converts a call record back to a span, for backends that accept only OTLP.

import { stringify } from '../exact-json.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { type Field, FIELDS } from '../schema.ts';
import { toKeyValues } from './wire-attributes.ts';

const NANO_PER_MS = 1_000_000;
const MS_PER_SECOND = 1000;
const CLIENT = 3;
const INTERNAL = 1;
const ERROR = 2;

/** An export request with the records of ended spans; undefined if there are none. */
export function toExportRequest(records: readonly CallRecord[]): object | undefined {
  const spans = records.filter(
    ({ span_id: id, trace_id: trace, latency_ms: latency }) => id && trace && latency !== undefined,
  );
  if (spans.length === 0) return undefined;
  const groups = Map.groupBy(spans, (record) => stringify([...resourceOf(record)]));
  return {
    resourceSpans: [...groups.values()].map((group) => ({
      resource: { attributes: toKeyValues(resourceOf(group[0]!)) },
      scopeSpans: [{ scope: { name: 'llm-otel' }, spans: group.map(toSpan) }],
    })),
  };
}

function toSpan(record: CallRecord): object {
  const start = BigInt(String(record['time_unix_nano'] ?? 0));
  const length = BigInt(Math.round(Number(record['latency_ms'] ?? 0) * NANO_PER_MS));
  const isFailed = record['success'] === false;
  const parent = record['parent_span_id'];
  const message = record['error_message'];
  return {
    traceId: String(record['trace_id']),
    spanId: String(record['span_id']),
    ...(typeof parent === 'string' && { parentSpanId: parent }),
    name: String(record['name'] ?? record['log_type']),
    kind: record['model_id'] === undefined ? INTERNAL : CLIENT,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + length),
    attributes: toKeyValues(attributesOf(record)),
    status: isFailed ? { code: ERROR, ...(typeof message === 'string' && { message }) } : {},
  };
}

function* attributesOf(record: CallRecord): Generator<[string, unknown], void, undefined> {
  for (const field of FIELDS) {
    const [name] = field.attributes;
    if (name !== undefined) yield [name, toAttribute(field, record[field.name])];
  }
  yield* Object.entries((record['attributes'] as object | undefined) ?? {});
}

function* resourceOf(record: CallRecord): Generator<[string, unknown], void, undefined> {
  for (const { name, resourceAttribute } of FIELDS) {
    if (resourceAttribute !== undefined && record[name] !== undefined) {
      yield [resourceAttribute, record[name]];
    }
  }
}

function toAttribute(field: Field, value: unknown): unknown {
  if (typeof value === 'number' && field.unit === 'ms') return value / MS_PER_SECOND;
  return field.type === 'json' && value !== undefined ? stringify(value as object) : value;
}
