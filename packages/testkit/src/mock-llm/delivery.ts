// Puts an answer on the wire the way the behaviour wants it: whole, in chunks, late, broken. Knows
// sockets and server-sent events, nothing of what an answer says.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, JsonObject, ServerEvent } from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { toFilteredError } from './content-filter.ts';
import type { Dialect } from './dialect.ts';
import type { Gate } from './gate.ts';

/** Whose answer it is. */
export interface Sender {
  readonly requestId: string;
  readonly dialect: Dialect;
}

/** What a delivery needs besides the answer. */
export interface DeliveryContext extends Sender {
  readonly behaviour: Behaviour;
  readonly gate: Gate | undefined;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** Called when the server itself is about to break the connection. */
  onBreak(): void;
  onEventSent(): void;
}

/** Sends `answer`; resolves when it is out, broken as wished, or the client has gone. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  context: DeliveryContext,
): Promise<void> {
  const { behaviour, gate, signal, dialect } = context;
  await pause(behaviour.delayMs, signal);
  if (gate && (!answer.events || behaviour.status !== undefined)) await gate.pass(signal);
  if (signal.aborted) return;
  if (behaviour.fault === 'reset') {
    context.onBreak();
    response.socket?.resetAndDestroy();
    return;
  }
  if (behaviour.status !== undefined) {
    const { status, errorCode, filtered, retryAfterMs = 1 } = behaviour;
    response.setHeader('retry-after-ms', String(retryAfterMs));
    const body = dialect.toErrorBody(status, errorCode);
    const sent = filtered === undefined ? body : toFilteredError(body, filtered);
    sendJson(response, status, sent, context);
    return;
  }
  if (behaviour.fault === 'html') {
    sayWho(response, context);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      '<!doctype html><title>Welcome</title><p>This is not the API you are looking for.',
    );
    return;
  }
  if (answer.events) await sendEvents(response, answer.events, context);
  else sendBody(response, answer, context);
}

/** Sends a JSON body. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  sender: Sender,
): void {
  response.statusCode = status;
  sayWho(response, sender);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

function sayWho(
  response: ServerResponse,
  { requestId, dialect }: Sender,
  more: Readonly<Record<string, string>> = {},
): void {
  response.setHeader(dialect.requestIdHeader, requestId);
  for (const [name, value] of Object.entries(more)) response.setHeader(name, value);
}

function sendBody(response: ServerResponse, answer: Answer, context: DeliveryContext): void {
  const { fault } = context.behaviour;
  if (answer.raw) {
    sayWho(response, context);
    response.setHeader('content-type', answer.raw.contentType);
    response.end(answer.raw.bytes);
    return;
  }
  const json = JSON.stringify(spoil(answer.body, fault));
  const half = json.slice(0, Math.floor(json.length / 2));
  sayWho(response, context, context.dialect.headers);
  response.setHeader('content-type', 'application/json');
  if (fault === 'cut') {
    response.setHeader('content-length', Buffer.byteLength(json));
    response.write(half);
    context.onBreak();
    // `end` and not `destroy`: what was written still arrives, and the rest never comes.
    response.socket?.end();
    return;
  }
  response.end(fault === 'truncated-json' ? half : json);
}

async function sendEvents(
  response: ServerResponse,
  events: readonly ServerEvent[],
  context: DeliveryContext,
): Promise<void> {
  const { behaviour, gate, signal } = context;
  const { fault, faultAfter = 2, chunkDelayMs } = behaviour;
  sayWho(response, context, context.dialect.headers);
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  response.setHeader('cache-control', 'no-cache');
  response.flushHeaders();

  const list = fault === 'empty-stream' ? [] : events;
  const faultAt = Math.min(faultAfter, list.length - 1);
  for (const [index, event] of list.entries()) {
    if (gate) await gate.pass(signal);
    await pause(chunkDelayMs, signal);
    if (signal.aborted) return;
    if (index === faultAt && breakStream(response, event, index, context)) return;
    const data = event.data === '[DONE]' ? event.data : spoil(event.data, fault);
    const hasRoom = response.write(toFrame({ ...event, data }));
    context.onEventSent();
    if (!hasRoom) await once(response, 'drain', { signal }).catch(() => undefined);
  }
  response.end();
}

/** Ends the stream instead of sending `event`, if the fault is one that happens here. */
function breakStream(
  response: ServerResponse,
  event: ServerEvent,
  index: number,
  { behaviour: { fault }, dialect, onBreak }: DeliveryContext,
): boolean {
  switch (fault) {
    case 'cut':
      onBreak();
      response.socket?.end();
      return true;
    case 'error-event':
      response.end(toFrame(dialect.toErrorEvent(event, index)));
      return true;
    case 'malformed-chunk':
      response.end(dialect.malformedEvent);
      return true;
    default:
      return false;
  }
}

function toFrame({ name, data }: ServerEvent): string {
  const lines = `data: ${data === '[DONE]' ? data : JSON.stringify(data)}\n\n`;
  return name === undefined ? lines : `event: ${name}\n${lines}`;
}

const outputFields = ['choices', 'output', 'data', 'content'];
const nested = ['response', 'message'];

/** Leaves out or empties the fields a fault is about, at the top and inside `response` or `message`. */
function spoil(body: JsonObject, fault: Behaviour['fault']): JsonObject {
  if (fault !== 'no-choices' && fault !== 'null-usage') return body;
  const entries = Object.entries(body)
    .filter(([key]) => fault !== 'no-choices' || !outputFields.includes(key))
    .map(([key, value]) => {
      if (key === 'usage' && fault === 'null-usage') return [key, null];
      return [
        key,
        nested.includes(key) && typeof value === 'object'
          ? spoil(value as JsonObject, fault)
          : value,
      ];
    });
  return Object.fromEntries(entries);
}

async function pause(ms: number | undefined, signal: AbortSignal): Promise<void> {
  if (ms) await wait(ms, undefined, { signal }).catch(() => undefined);
}
