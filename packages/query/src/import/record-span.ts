// Converts a call record back to a span, for backends that accept only OTLP.

import { stringify } from '../exact-json.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { type Field, FIELDS } from '../schema.ts';
import { toKeyValues } from './wire-attributes.ts';

const NANO_PER_MS = 1_000_000n;
const MS_PER_SECOND = 1000;
const CLIENT = 3;
const INTERNAL = 1;
const ERROR = 2;
const TRACE_ID = /^(?!0+$)[0-9a-f]{32}$/i;
const SPAN_ID = /^(?!0+$)[0-9a-f]{16}$/i;
/** Of a time in nanoseconds. */
const LATEST = 2n ** 64n - 1n;
const SHOWN = 60;

/** A span, with the attributes of its resource. */
export interface ReplayedSpan {
  readonly span: object;
  readonly resource: ReadonlyMap<string, unknown>;
}

/** The span of a record; nothing for one that is no ended operation; a text that says why it cannot be one. */
export function toReplayedSpan(record: CallRecord): ReplayedSpan | string | undefined {
  const { trace_id: trace, span_id: id, latency_ms: latency } = record;
  if (trace === undefined || id === undefined || latency === undefined) return undefined;
  const start = startOf(record);
  const length = nanosecondsOf(latency);
  if (!isLike(TRACE_ID, trace)) return odd('trace_id', trace, '32 hexadecimal digits');
  if (!isLike(SPAN_ID, id)) return odd('span_id', id, '16 hexadecimal digits');
  if (start === undefined) return odd('time_unix_nano', record['time_unix_nano'], 'nanoseconds');
  if (length === undefined || start + length > LATEST) {
    return odd('latency_ms', latency, 'a number of milliseconds');
  }
  const isFailed = record['success'] === false;
  const { parent_span_id: parent, error_message: message, name, log_type: type } = record;
  const span = {
    traceId: trace,
    spanId: id,
    ...(isLike(SPAN_ID, parent) && { parentSpanId: parent }),
    name: [name, type].find((text) => typeof text === 'string') ?? 'unknown',
    kind: record['model_id'] === undefined ? INTERNAL : CLIENT,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + length),
    attributes: toKeyValues(attributesOf(record)),
    status: isFailed ? { code: ERROR, ...(typeof message === 'string' && { message }) } : {},
  };
  return { span, resource: new Map(resourceOf(record)) };
}

/** An export request with `spans`. */
export function toExportRequest(spans: readonly ReplayedSpan[]): object {
  const groups = Map.groupBy(spans, ({ resource }) => stringify([...resource]));
  return {
    resourceSpans: [...groups.values()].map((group) => ({
      resource: { attributes: toKeyValues(group[0]!.resource) },
      scopeSpans: [{ scope: { name: 'llm-otel' }, spans: group.map(({ span }) => span) }],
    })),
  };
}

function startOf({ time_unix_nano: nano, timestamp }: CallRecord): bigint | undefined {
  if (nano === undefined) {
    const time = Date.parse(String(timestamp));
    return time >= 0 ? BigInt(time) * NANO_PER_MS : undefined;
  }
  if (!/^\d{1,20}$/.test(String(nano)) || typeof nano === 'object') return undefined;
  const start = BigInt(String(nano));
  return start <= LATEST ? start : undefined;
}

function nanosecondsOf(milliseconds: unknown): bigint | undefined {
  const number = typeof milliseconds === 'bigint' ? Number(milliseconds) : milliseconds;
  if (typeof number !== 'number' || !(number >= 0)) return undefined;
  const nanoseconds = Math.round(number * Number(NANO_PER_MS));
  return Number.isFinite(nanoseconds) ? BigInt(nanoseconds) : undefined;
}

function isLike(pattern: RegExp, id: unknown): id is string {
  return typeof id === 'string' && pattern.test(id);
}

function odd(name: string, value: unknown, what: string): string {
  const shown = value === undefined ? 'absent' : stringify(value as object);
  return `${name} is ${shown.length > SHOWN ? `${shown.slice(0, SHOWN)}...` : shown}, not ${what}`;
}

function* attributesOf(record: CallRecord): Generator<[string, unknown], void, undefined> {
  for (const field of FIELDS) {
    const [name] = field.attributes;
    if (name !== undefined) yield [name, toAttribute(field, record[field.name])];
  }
  const attributes = record['attributes'];
  if (typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)) {
    yield* Object.entries(attributes);
  }
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
