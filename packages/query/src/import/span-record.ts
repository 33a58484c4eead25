// Converts a span or a feedback event to the call record that llm-otel would write.

import { errorClass } from 'llm-otel/error-class';
import { stringify } from '../exact-json.ts';
import { type Attributes, type LogRecord, type SpanRecord, type ValueType } from '../otlp/index.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { type Field, FIELDS, SCHEMA_VERSION } from '../schema.ts';
import { derivedId } from './record-id.ts';

const NANO_PER_MS = 1_000_000n;
const MS_PER_SECOND = 1000;
const LOG_TYPES: Readonly<Record<string, string>> = {
  chat: 'generation_completed',
  generate_content: 'generation_completed',
  text_completion: 'generation_completed',
  embeddings: 'generation_completed',
  execute_tool: 'tool_completed',
  retrieval: 'retrieval_completed',
};
const OWN_SCOPE = 'llm-otel';
const EVALUATION = 'gen_ai.evaluation.result';
const STAGE = 'llm_otel.stage';
const HEX_ID = /^(?!0+$)[0-9a-f]+$/i;

/** Attribute values; a missing value is undefined. */
type Said = ReadonlyMap<string, unknown>;

/** The record of a span; undefined for spans unrelated to LLMs, unless `isAll`. */
export function spanRecord(span: SpanRecord, isAll: boolean): CallRecord | undefined {
  const said = toSaid(span.attributes);
  const isOurs = [...said.keys()].some((key) => /^(?:gen_ai|llm_otel)\./.test(key));
  const { startTimeUnixNano: start, endTimeUnixNano: end } = span;
  if (!(isOurs || isAll) || start === 0n || end === 0n) return undefined;
  if (!isId(span.traceId, 32) || !isId(span.spanId, 16)) return undefined;
  const errorType = said.get('error.type');
  const { code, message } = span.status;
  const isFailed = code === 'error' || errorType !== undefined;
  const errorCode = String(errorType ?? '_OTHER');
  const { fields, rest } = fieldsOf(said, toSaid(span.resource.attributes));
  const { prompt_tokens: input, completion_tokens: output } = fields;
  const hasTokens = typeof input === 'number' || typeof output === 'number';
  return inOrder({
    ...fields,
    ...timesOf(start),
    log_type: logTypeOf(fields, said, isFailed),
    level: isFailed ? 'ERROR' : 'INFO',
    status: isFailed ? 'failure' : 'success',
    success: !isFailed,
    name: span.name,
    stage: said.get(STAGE) ?? (isOurs ? undefined : span.name),
    latency_ms: Math.max(0, Number((end - start) / 10_000n) / 100),
    total_tokens: hasTokens ? Number(input ?? 0) + Number(output ?? 0) : undefined,
    outcome: fields['outcome'] ?? (isFailed ? 'error' : 'completed'),
    error_code: isFailed ? errorCode : undefined,
    error_class: isFailed ? errorClassOf(errorCode, fields['outcome']) : undefined,
    ...(isFailed && message !== '' && { [textField(span)]: message }),
    request_id: derivedId(Number(start / NANO_PER_MS), `${span.traceId}${span.spanId}`),
    trace_id: span.traceId.toLowerCase(),
    span_id: span.spanId.toLowerCase(),
    parent_span_id: isId(span.parentSpanId, 16) ? span.parentSpanId.toLowerCase() : undefined,
    attributes: rest,
  });
}

/** The record of a feedback event; undefined for other log records. */
export function logRecord(log: LogRecord): CallRecord | undefined {
  const { eventName, timeUnixNano: time, traceId, spanId } = log;
  if (eventName !== EVALUATION) return undefined;
  const { fields, rest } = fieldsOf(toSaid(log.attributes), toSaid(log.resource.attributes));
  if (time === 0n || fields['feedback_name'] === undefined) return undefined;
  const seed = stringify([String(time), traceId, spanId, fields]);
  return inOrder({
    ...fields,
    ...timesOf(time),
    log_type: 'feedback',
    level: 'INFO',
    request_id: derivedId(Number(time / NANO_PER_MS), seed),
    trace_id: isId(traceId, 32) ? traceId.toLowerCase() : undefined,
    span_id: isId(spanId, 16) ? spanId.toLowerCase() : undefined,
    attributes: rest,
  });
}

/** Where the status description goes. Others quote content in it. */
function textField({ scope }: SpanRecord): 'error_message' | 'error_text' {
  return scope.name === OWN_SCOPE ? 'error_message' : 'error_text';
}

function toSaid(attributes: Attributes): Said {
  return new Map([...attributes].map(([name, { type, value }]) => [name, toWritten(type, value)]));
}

/** JSON has no numbers that are not finite; integers beyond 2^53 are written with all digits. */
function toWritten(type: ValueType, value: unknown): unknown {
  if (Array.isArray(value) && /^(?:int|double)\[\]$/.test(type)) {
    return value.map((item) => toWritten(type.slice(0, -2) as ValueType, item));
  }
  if (type === 'int' && typeof value === 'string') return BigInt(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value ?? undefined;
}

/** The error class that the failed program used; it knew more than the span shows. */
function errorClassOf(errorType: string, outcome: unknown): string {
  const isStatus = /^[1-5]\d\d$/.test(errorType);
  const error = isStatus ? { status: Number(errorType) } : { code: errorType };
  return errorClass(error, outcome === 'aborted' ? 'aborted' : 'error');
}

function timesOf(nano: bigint): Record<string, unknown> {
  const milliseconds = nano / NANO_PER_MS;
  return {
    schema_version: SCHEMA_VERSION,
    timestamp: new Date(Number(milliseconds)).toISOString(),
    time_unix_nano: String(milliseconds * NANO_PER_MS),
  };
}

function logTypeOf(
  fields: Readonly<Record<string, unknown>>,
  said: Said,
  isFailed: boolean,
): string {
  const operation = String(fields['operation']);
  const known = Object.hasOwn(LOG_TYPES, operation) ? LOG_TYPES[operation] : undefined;
  const type = known ?? 'step_completed';
  if (type === 'generation_completed' && isFailed) return 'request_failed';
  const isLast = /^post[-_ ]?processing$/i.test(String(said.get(STAGE) ?? ''));
  return isLast ? 'postprocessing_done' : type;
}

function fieldsOf(
  said: Said,
  resource: Said,
): { fields: Record<string, unknown>; rest: object | undefined } {
  const fields: Record<string, unknown> = {};
  const used = new Set(['error.type', STAGE]);
  for (const field of FIELDS) {
    const name = field.attributes.find((attribute) => said.has(attribute));
    if (name !== undefined) {
      const value = toField(field, said.get(name));
      if (value === undefined) continue;
      used.add(name);
      fields[field.name] = value;
    } else if (field.resourceAttribute !== undefined && resource.has(field.resourceAttribute)) {
      fields[field.name] = toField(field, resource.get(field.resourceAttribute));
    }
  }
  const rest = [...said].filter(([name, value]) => !used.has(name) && isFlat(value));
  return { fields, rest: rest.length === 0 ? undefined : Object.fromEntries(rest) };
}

/** Converts a value to the type of `field`; conventions use seconds, and JSON for content. */
function toField(field: Field, value: unknown): unknown {
  switch (field.type) {
    case 'integer':
    case 'number':
    case 'money':
      if (!Number.isFinite(value)) return undefined;
      return field.unit === 'ms'
        ? Math.round((value as number) * MS_PER_SECOND * 100) / 100
        : value;
    case 'boolean':
      // Fields such as `stream` are there or not.
      return value === true ? true : undefined;
    case 'texts':
      return Array.isArray(value) ? value.map(String) : undefined;
    case 'json':
      return typeof value === 'string' ? parseJson(value) : value;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Fields in schema order, without undefined values. */
function inOrder(values: Readonly<Record<string, unknown>>): CallRecord {
  return Object.fromEntries(
    FIELDS.flatMap(({ name }) =>
      values[name] === undefined ? [] : [[name, values[name]] as const],
    ),
  );
}

function isFlat(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item === null || typeof item !== 'object');
  return value !== undefined && value !== null && typeof value !== 'object';
}

function isId(id: string, length: number): boolean {
  return id.length === length && HEX_ID.test(id);
}
