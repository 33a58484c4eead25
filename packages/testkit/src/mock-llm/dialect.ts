// How a provider spells what is no answer: errors, events that go wrong, the id of a request. Requests
// say which provider they are meant for.
import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject, ServerEvent } from './answer.ts';
import { toAnthropicErrorBody } from './anthropic-error.ts';
import { toErrorBody } from './error-body.ts';

/** One provider's way to say it. */
export interface Dialect {
  readonly requestIdHeader: string;
  /** Sent with every answer of status 200. */
  readonly headers: Readonly<Record<string, string>>;
  toErrorBody(status: number, code?: string, message?: string): JsonObject;
  /** The event sent instead of event `index` of a stream that fails. */
  toErrorEvent(instead: ServerEvent, index: number): ServerEvent;
  /** An event whose data is no JSON. */
  readonly malformedEvent: string;
}

const openai: Dialect = {
  requestIdHeader: 'x-request-id',
  headers: { 'openai-processing-ms': '1' },
  toErrorBody: (...args) => ({ ...toErrorBody(...args) }),
  /** The Responses API names its events and spells errors flat; chat streams nest them. */
  toErrorEvent(instead, index) {
    const { error } = toErrorBody(500);
    if (instead.name === undefined) return { data: { error } };
    const { message, param } = error;
    const code = 'server_error';
    return {
      name: 'error',
      data: { type: 'error', code, message, param, sequence_number: index },
    };
  },
  malformedEvent: 'data: {"id": "chatcmpl-broken", "choices": [{"delta":\n\n',
};

const anthropic: Dialect = {
  requestIdHeader: 'request-id',
  headers: { 'anthropic-organization-id': 'org_mock' },
  toErrorBody: toAnthropicErrorBody,
  toErrorEvent: () => ({ name: 'error', data: toAnthropicErrorBody(529) }),
  malformedEvent: 'event: content_block_delta\ndata: {"type": "content_block_delta", "delta":\n\n',
};

/** The dialect of the SDK that sent `headers`. */
export function dialectOf(headers: IncomingHttpHeaders): Dialect {
  return 'anthropic-version' in headers ? anthropic : openai;
}
