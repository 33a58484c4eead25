// Streams that a test feeds: bodies of chat chunks, without a socket, by the SDK's own `fetch`.

import type { AnyStream } from '../differential/program.ts';
import type { Answer } from './both-sdks.ts';
import type { Client } from './model-calls.ts';

const encoder = new TextEncoder();

/** One event of a chat stream. */
export function chatEvent(content: string, finishReason: string | null = null): Uint8Array {
  const choices = [{ index: 0, delta: { content }, finish_reason: finishReason }];
  return encoder.encode(`data: ${JSON.stringify({ id: 's', model: 'm', choices })}\n\n`);
}

/** What a complete stream ends with. */
export const lastEvents: readonly Uint8Array[] = [
  chatEvent('', 'stop'),
  encoder.encode('data: [DONE]\n\n'),
];

/** Answers with what `open` makes, as an event stream. */
export function answerWith(open: (signal?: AbortSignal) => ReadableStream<Uint8Array>): Answer {
  const headers = { 'content-type': 'text/event-stream' };
  return ({ signal }) => new Response(open(signal), { headers });
}

/** A body of these events that stays open after them; like one of a socket it fails when aborted. */
export function openBody(events: readonly Uint8Array[], signal?: AbortSignal) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const event of events) controller.enqueue(event);
      signal?.addEventListener('abort', () => controller.error(signal.reason));
    },
  });
}

/** A body of these events. */
export function closedBody(events: readonly Uint8Array[]) {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const event of events) controller.enqueue(event);
      controller.close();
    },
  });
}

/** Opens a stream of chat. */
export async function openStream(client: Client, signal?: AbortSignal): Promise<AnyStream> {
  const stream = await client.chat.completions.create(
    { model: 'm', messages: [], stream: true },
    signal === undefined ? {} : { signal },
  );
  return stream as unknown as AnyStream;
}
