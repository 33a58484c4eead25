// Converts a span, of llm-otel or of another producer, to the call record that llm-otel would write.

import type { SpanRecord } from '../otlp/index.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { isMark, readDialects, type Told, wordFor } from './dialects/index.ts';
import { type Event, contentOf, eventsOf } from './event-content.ts';
import { derivedId } from './record-id.ts';
import { inOrder, NANO_PER_MS, timesOf } from './record-parts.ts';
import type { Unread } from './reasons.ts';
import { failureOf } from './span-failure.ts';
import { fieldsOf, toSaid } from './span-fields.ts';
import { toHexId } from './trace-id.ts';

const LOG_TYPES: Readonly<Record<string, string>> = {
  chat: 'generation_completed',
  generate_content: 'generation_completed',
  text_completion: 'generation_completed',
  embeddings: 'generation_completed',
  execute_tool: 'tool_completed',
  retrieval: 'retrieval_completed',
};
/** Operations that hold calls of models and are none. */
const HOLDERS = /agent|workflow|chain|task|step|plan|session|hand_?off|guardrail|memory/i;
const OWN_SCOPE = 'llm-otel';
const OWN = /^(?:gen_ai|llm_otel)\./;
const STAGE = 'llm_otel.stage';
const SCOPE_NAME = 'otel.scope.name';

/** What became of a span: a record, or the reason why not; undefined if it is not about LLMs. */
export type SpanReading = { readonly record: CallRecord } | { readonly unread: Unread } | undefined;

/** Reads a span. `isAll` keeps spans unrelated to LLMs; `events` are log records of the span. */
export function readSpanRecord(
  span: SpanRecord,
  isAll: boolean,
  events: readonly Event[] = [],
): SpanReading {
  const said = toSaid(span.attributes);
  const isOwn = span.scope.name === OWN_SCOPE;
  const isOurs = [...said.keys()].some((key) => OWN.test(key) || (!isOwn && isMark(key)));
  if (!(isOurs || isAll)) return undefined;
  const { startTimeUnixNano: start, endTimeUnixNano: end } = span;
  const [trace, id] = [toHexId(span.traceId, 16), toHexId(span.spanId, 8)];
  if (trace === undefined || id === undefined) return { unread: 'invalid_id' };
  if (start === 0n) return { unread: 'no_start' };
  if (end === 0n) return { unread: 'no_end' };
  const { operation, told } = isOwn ? OWN_READING : readDialects(said);
  const { fields, rest } = fieldsOf(
    said,
    toSaid(span.resource.attributes),
    isOwn ? undefined : told,
  );
  const content = contentOf([...eventsOf(span), ...events]);
  const own = isOwn ? (fields['operation'] as string | undefined) : operation;
  const failure = failureOf(span, said, fields, told, events);
  const message = span.status.message;
  const latency = told['latency_ms'] ?? Math.max(0, Number((end - start) / 10_000n) / 100);
  return {
    record: inOrder({
      ...content,
      ...withValues(fields),
      operation: own === 'step' ? undefined : own,
      ...timesOf(told['latency_ms'] === undefined ? start : startBefore(start, Number(latency))),
      log_type: logTypeOf(own, isOwn ? {} : fields, said.get(STAGE), failure !== undefined),
      level: failure === undefined ? 'INFO' : 'ERROR',
      status: failure === undefined ? 'success' : 'failure',
      success: failure === undefined,
      name: span.name,
      stage: said.get(STAGE) ?? (isOurs && own !== 'step' ? undefined : span.name),
      latency_ms: latency,
      total_tokens: totalOf(fields),
      outcome: fields['outcome'] ?? (failure === undefined ? 'completed' : 'error'),
      error_code: failure?.code,
      error_class: failure?.class,
      // Others quote content in the description of a status.
      ...(failure !== undefined && isOwn && message !== '' && { error_message: message }),
      ...(failure?.text !== undefined && !isOwn && { error_text: failure.text }),
      request_id: derivedId(Number(start / NANO_PER_MS), `${trace}${id}`),
      trace_id: trace,
      span_id: id,
      parent_span_id: toHexId(span.parentSpanId, 8),
      attributes: isOwn || !isOurs ? rest : { ...rest, ...scopeOf(span) },
    }),
  };
}

const OWN_READING = { operation: undefined, told: {} as Told };

function withValues(fields: Told): Told {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Tells two instrumentations of one call apart. */
function scopeOf({ scope }: SpanRecord): object {
  return scope.name === '' ? {} : { [SCOPE_NAME]: scope.name };
}

/** A log at the end of a call has its length, and starts when the call ended. */
function startBefore(end: bigint, milliseconds: number): bigint {
  return end - BigInt(Math.round(milliseconds)) * NANO_PER_MS;
}

/** Input and output tokens, or the total of a producer that tells no more. */
function totalOf(fields: Told): unknown {
  const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = fields;
  if (typeof input === 'number' && typeof output === 'number') return input + output;
  if (typeof total === 'number') return total;
  return typeof input === 'number' || typeof output === 'number'
    ? Number(input ?? 0) + Number(output ?? 0)
    : undefined;
}

function logTypeOf(
  operation: string | undefined,
  fields: Told,
  stage: unknown,
  isFailed: boolean,
): string {
  const type =
    wordFor(LOG_TYPES, operation ?? '') ??
    (isCall(operation, fields) ? MODEL_CALL : 'step_completed');
  if (type === MODEL_CALL && isFailed) return 'request_failed';
  const isLast = /^post[-_ ]?processing$/i.test(String(stage ?? ''));
  return isLast ? 'postprocessing_done' : type;
}

const MODEL_CALL = 'generation_completed';

/** An operation of a name unknown here that has a model and tokens is a call of that model. */
function isCall(operation: string | undefined, fields: Told): boolean {
  if (operation === undefined || HOLDERS.test(operation)) return false;
  const hasTokens = fields['prompt_tokens'] !== undefined || fields['total_tokens'] !== undefined;
  return fields['model_id'] !== undefined && hasTokens;
}
