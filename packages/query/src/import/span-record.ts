// A span, or an event with a judgement, as the call record that llm-otel would have written.

import { errorClass } from 'llm-otel/error-class';
import type { CallRecord } from '../reader/parse-line.ts';
import { type Field, FIELDS, SCHEMA_VERSION } from '../schema.ts';
import { type Item, type LogEvent, type Span, toAttributes } from './otlp.ts';
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
const EVALUATION = 'gen_ai.evaluation.result';
const STAGE = 'llm_otel.stage';
const HEX_ID = /^(?!0+$)[0-9a-f]+$/i;

/** The record of `item`; undefined of what is not about language models, unless `isAll`. */
export function toCallRecord(item: Item, isAll: boolean): CallRecord | undefined {
  if (item.span !== undefined) return ofSpan(item.span, item.resource, isAll);
  if (item.event?.eventName === EVALUATION) return ofEvaluation(item.event, item.resource);
  return undefined;
}

type Attributes = ReadonlyMap<string, unknown>;

function ofSpan(span: Span, resource: Attributes, isAll: boolean): CallRecord | undefined {
  const attributes = toAttributes(span.attributes);
  const isOurs = [...attributes.keys()].some((key) => /^(?:gen_ai|llm_otel)\./.test(key));
  const start = toNano(span.startTimeUnixNano);
  const end = toNano(span.endTimeUnixNano);
  if (!(isOurs || isAll) || start === undefined || end === undefined) return undefined;
  if (!isId(span.traceId, 32) || !isId(span.spanId, 16)) return undefined;
  const errorType = attributes.get('error.type');
  const isFailed = isError(span.status?.code) || errorType !== undefined;
  const errorCode = String(errorType ?? '_OTHER');
  const message = span.status?.message;
  const { fields, rest } = fieldsOf(attributes, resource);
  const { prompt_tokens: input, completion_tokens: output } = fields;
  const hasTokens = typeof input === 'number' || typeof output === 'number';
  return inOrder({
    ...fields,
    ...timesOf(start),
    log_type: logTypeOf(fields, attributes, isFailed),
    level: isFailed ? 'ERROR' : 'INFO',
    status: isFailed ? 'failure' : 'success',
    success: !isFailed,
    name: span.name,
    stage: attributes.get(STAGE) ?? (isOurs ? undefined : span.name),
    latency_ms: Math.max(0, Number((end - start) / 10_000n) / 100),
    total_tokens: hasTokens ? Number(input ?? 0) + Number(output ?? 0) : undefined,
    outcome: fields['outcome'] ?? (isFailed ? 'error' : 'completed'),
    error_code: isFailed ? errorCode : undefined,
    error_class: isFailed ? errorClassOf(errorCode, fields['outcome']) : undefined,
    error_message: isFailed && message !== '' ? message : undefined,
    request_id: derivedId(Number(start / NANO_PER_MS), `${span.traceId}${span.spanId}`),
    trace_id: span.traceId.toLowerCase(),
    span_id: span.spanId.toLowerCase(),
    parent_span_id: isId(span.parentSpanId, 16) ? span.parentSpanId?.toLowerCase() : undefined,
    attributes: rest,
  });
}

function ofEvaluation(event: LogEvent, resource: Attributes): CallRecord | undefined {
  const time = toNano(event.timeUnixNano);
  const { fields, rest } = fieldsOf(toAttributes(event.attributes), resource);
  if (time === undefined || fields['feedback_name'] === undefined) return undefined;
  const seed = JSON.stringify([String(time), event.traceId, event.spanId, fields]);
  return inOrder({
    ...fields,
    ...timesOf(time),
    log_type: 'feedback',
    level: 'INFO',
    request_id: derivedId(Number(time / NANO_PER_MS), seed),
    trace_id: isId(event.traceId, 32) ? event.traceId?.toLowerCase() : undefined,
    span_id: isId(event.spanId, 16) ? event.spanId?.toLowerCase() : undefined,
    attributes: rest,
  });
}

/** As the program that failed would have called it; it knew more than the span tells. */
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
  attributes: Attributes,
  isFailed: boolean,
): string {
  const type = LOG_TYPES[String(fields['operation'])] ?? 'step_completed';
  if (type === 'generation_completed' && isFailed) return 'request_failed';
  const isLast = /^post[-_ ]?processing$/i.test(String(attributes.get(STAGE) ?? ''));
  return isLast ? 'postprocessing_done' : type;
}

function fieldsOf(
  attributes: Attributes,
  resource: Attributes,
): { fields: Record<string, unknown>; rest: object | undefined } {
  const fields: Record<string, unknown> = {};
  const used = new Set(['error.type', STAGE]);
  for (const field of FIELDS) {
    const name = field.attributes.find((attribute) => attributes.has(attribute));
    if (name !== undefined) {
      const value = toField(field, attributes.get(name));
      if (value === undefined) continue;
      used.add(name);
      fields[field.name] = value;
    } else if (field.resourceAttribute !== undefined && resource.has(field.resourceAttribute)) {
      fields[field.name] = toField(field, resource.get(field.resourceAttribute));
    }
  }
  const rest = [...attributes].filter(([name, value]) => !used.has(name) && isFlat(value));
  return { fields, rest: rest.length === 0 ? undefined : Object.fromEntries(rest) };
}

/** A value of the right type for `field`; the conventions count in seconds, and write content as JSON. */
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

/** Fields in the order of the schema, those without a value left out. */
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

function isId(id: unknown, length: number): boolean {
  return typeof id === 'string' && id.length === length && HEX_ID.test(id);
}

function isError(code: unknown): boolean {
  return code === 2 || code === 'STATUS_CODE_ERROR';
}

function toNano(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return /^\d{1,20}$/.test(String(value)) && String(value) !== '0' ? BigInt(value) : undefined;
}
