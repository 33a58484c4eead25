// Whether a span failed, and why: from its status, its attributes, an HTTP status or an exception.

import { errorClass } from 'llm-otel/error-class';
import type { SpanRecord } from '../otlp/index.ts';
import type { Event } from './event-content.ts';
import type { Said, Told } from './dialects/index.ts';
import { toSaid } from './span-fields.ts';

const HTTP_STATUSES = ['http.response.status_code', 'http.status_code'];
/** The HTTP status with which the messages of OpenAI's and Anthropic's SDKs begin. */
const STATUS_IN_MESSAGE = /^(?:\w*Error: )?(?:Error code: )?([45]\d\d)\b/;

/** What failed. */
export interface SpanFailure {
  readonly code: string;
  readonly class: string;
  /** Its whole text, which may quote content. */
  readonly text: string | undefined;
}

/**
 * The failure of a span; undefined if it succeeded. `told` is what a dialect says,
 * `events` are log records of the span.
 */
export function failureOf(
  span: SpanRecord,
  said: Said,
  fields: Told,
  told: Told,
  events: readonly Event[],
): SpanFailure | undefined {
  const { code, message } = span.status;
  const type = said.get('error.type');
  const http = HTTP_STATUSES.map((name) => Number(said.get(name))).find((status) => status >= 400);
  const exception = exceptionOf(span, events);
  const isThrown = exception !== undefined && code !== 'ok' && !isAnswered(fields);
  const isFailed =
    code === 'error' || type !== undefined || told['error_code'] !== undefined || isThrown;
  if (!isFailed && (http === undefined || code === 'ok')) return undefined;
  const thrown = exception?.get('exception.message');
  const text = [message, thrown, told['error_text']].find(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  const named = type ?? http ?? exception?.get('exception.type') ?? told['error_code'] ?? '_OTHER';
  const status = [String(named), String(http), STATUS_IN_MESSAGE.exec(text ?? '')?.[1]]
    .map((one) => /^[1-5]\d\d$/.exec(one ?? '')?.[0])
    .find((one) => one !== undefined);
  const outcome = fields['outcome'] === 'aborted' ? 'aborted' : 'error';
  const error = status === undefined ? { code: String(named) } : { status: Number(status) };
  return { code: String(named), class: errorClass(error, outcome), text };
}

/** The last exception of a span, on it or as a log record. */
function exceptionOf(span: SpanRecord, events: readonly Event[]): Said | undefined {
  const event = span.events.findLast(({ name }) => name === 'exception');
  if (event !== undefined) return toSaid(event.attributes);
  return events.findLast(({ name }) => name === 'exception')?.attributes;
}

/** A span with an answer survived its exceptions. */
function isAnswered(fields: Told): boolean {
  return (
    Number(fields['completion_tokens'] ?? 0) > 0 ||
    fields['finish_reasons'] !== undefined ||
    fields['response_id'] !== undefined
  );
}
