// What the mock server of sockets says: the events of a whole response. Knows no connection.
import { answerResponses } from './responses.ts';
import type { SocketEvent } from './sockets.ts';

const usage = {
  total_tokens: 60,
  input_tokens: 48,
  output_tokens: 12,
  input_token_details: {
    text_tokens: 18,
    audio_tokens: 30,
    cached_tokens: 16,
    cached_tokens_details: { text_tokens: 6, audio_tokens: 10 },
  },
  output_token_details: { text_tokens: 4, audio_tokens: 8 },
};

/** The first events of a session on `path`. */
export function greet(path: string): SocketEvent[] {
  const { pathname, searchParams } = new URL(path, 'ws://localhost');
  if (!pathname.endsWith('/realtime')) return [];
  const model = searchParams.get('model') ?? 'gpt-realtime-2026-01-15';
  const session = { id: 'sess_1', type: 'realtime', model, output_modalities: ['audio'] };
  return [{ type: 'session.created', event_id: 'event_1', session }];
}

/** The answer to a client's event: a whole response if it asks for one. */
export function answerEvent(path: string, event: SocketEvent): SocketEvent[] {
  if (event.type !== 'response.create') return [];
  return new URL(path, 'ws://localhost').pathname.endsWith('/realtime')
    ? realtimeResponse('resp_1', event['response'] as Record<string, unknown> | undefined)
    : socketResponse(event);
}

/** The events of a Realtime response, as far as its `status` lets it come. */
export function realtimeResponse(
  id: string,
  asked: Readonly<Record<string, unknown>> = {},
  ended: Readonly<Record<string, unknown>> = { status: 'completed' },
): SocketEvent[] {
  const response = {
    object: 'realtime.response',
    id,
    conversation_id: asked['conversation'] === 'none' ? null : 'conv_1',
    output_modalities: asked['output_modalities'] ?? ['audio'],
    max_output_tokens: asked['max_output_tokens'] ?? 'inf',
    metadata: asked['metadata'] ?? null,
    output: [],
    usage: null,
  };
  const piece = { response_id: id, item_id: `item_${id}`, output_index: 0, content_index: 0 };
  return [
    { type: 'response.created', response: { ...response, status: 'in_progress' } },
    { type: 'response.output_audio_transcript.delta', ...piece, delta: 'A trace ' },
    { type: 'response.output_audio.delta', ...piece, delta: 'AAAA' },
    { type: 'response.done', response: { ...response, usage, ...ended } },
  ];
}

/** The events of a response over a Responses socket, in the lane of its request. */
export function socketResponse(
  { type: _type, stream_id: lane, ...request }: SocketEvent,
  id = '000001',
): SocketEvent[] {
  const { events = [] } = answerResponses({ ...request, stream: true }, {}, { id });
  return events.map(({ data }) => ({
    ...(data as SocketEvent),
    ...(lane !== undefined && { stream_id: lane }),
  }));
}
