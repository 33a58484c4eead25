// Realtime sessions: one span for each response, however it starts and ends.

import { realtimeResponse } from '@llm-otel/testkit';
import type { Attributes } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { REALTIME_FOLDERS, useTracedSockets } from './traced-sockets.ts';

const versions = Object.entries(REALTIME_FOLDERS) as ['7.55.0', 'realtime'][];

describe.each(versions)('openai %s', (version, folder) => {
  const traced = useTracedSockets(version, `${folder}/ws`);
  const attributes = (): Attributes[] => traced.sink.spans().map((span) => span.attributes);
  const outcomes = (): unknown[] => attributes().map((each) => each['llm_otel.outcome']);

  it('describes a response that the client asks for', async () => {
    const { socket, session } = await traced.openRealtime();
    socket.send({ type: 'response.create', response: { output_modalities: ['text'] } });
    await session.receive('response.create');
    session.send(...realtimeResponse('resp_1', { output_modalities: ['text'] }));
    await traced.heard(socket, session);
    expect(traced.sink.spans()).toMatchObject([{ name: 'llm.call', kind: 'client' }]);
    expect(attributes()).toEqual([
      {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-realtime',
        'gen_ai.request.stream': true,
        'gen_ai.output.type': 'text',
        'gen_ai.response.id': 'resp_1',
        'gen_ai.response.model': 'gpt-realtime',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.response.time_to_first_chunk': expect.any(Number),
        'gen_ai.usage.input_tokens': 48,
        'gen_ai.usage.cache_read.input_tokens': 16,
        'gen_ai.usage.output_tokens': 12,
        'openai.api.type': 'realtime',
        'server.address': '127.0.0.1',
        'server.port': traced.mock.port,
        'llm_otel.outcome': 'completed',
      },
    ]);
    expect(outcomes()).toEqual(['completed']);
  });
});
