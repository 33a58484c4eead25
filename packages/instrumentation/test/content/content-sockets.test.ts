// Content of responses over WebSockets: Responses and Realtime.

import { realtimeResponse, type SocketEvent } from '@llm-otel/testkit';
import type { ResponsesWS } from 'openai/resources/responses/ws';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentOf, recordContent, schemaProblems } from './content-client.ts';
import { call, generic, model, text, user } from './content-parts.ts';
import { input, response, thoughtfulParts } from './content-samples.ts';
import { toResponseEvents } from './content-streams.ts';
import { useTracedSockets } from '../support/traced-sockets.ts';

const sendEventsTo = recordContent('true');

describe.each(['7.59.0', '6.49.0'] as const)('openai %s', (version) => {
  const traced = useTracedSockets(version, 'realtime/ws', 'resources/responses/ws');
  beforeAll(() => sendEventsTo(traced.sink));

  it('records a response over a Responses socket like one over HTTP', async () => {
    const Socket: typeof ResponsesWS = traced.classNamed('ResponsesWS');
    const { socket, session } = await traced.open((client) => new Socket(client));
    socket.send({ type: 'response.create', model: 'm', input: 'Who?', instructions: 'Be kind.' });
    await session.receive('response.create');
    session.send(...(toResponseEvents(response) as SocketEvent[]));
    await traced.heard(socket, session);
    expect(contentOf(traced.sink)).toEqual({
      instructions: [text('Be kind.')],
      input,
      output: [{ ...model(...thoughtfulParts), finish_reason: 'tool_call' }],
    });
  });

  it('records what a Realtime response is asked for with, and what it says', async () => {
    const { socket, session } = await traced.openRealtime();
    const image_url = 'data:image/png;base64,AAAA';
    socket.send({
      type: 'response.create',
      response: {
        instructions: 'Be kind.',
        tools: [{ type: 'function', name: 'weather' }],
        input: [
          {
            type: 'message',
            role: 'user',
            content: [
              { type: 'input_text', text: 'Who?' },
              { type: 'input_audio', audio: 'AAAA', transcript: 'Hello?' },
              { type: 'input_image', image_url },
            ],
          },
          { type: 'function_call_output', call_id: 'c0', output: 'rain' },
          { type: 'item_reference', id: 'item_1' } as never,
        ],
      },
    });
    await session.receive('response.create');
    const output = [
      {
        type: 'message',
        role: 'assistant',
        content: [
          { type: 'output_text', text: 'Well.' },
          { type: 'output_audio', transcript: 'Let me see.' },
        ],
      },
      { type: 'function_call', call_id: 'c1', name: 'weather', arguments: '{"city":"Paris"}' },
    ];
    session.send(...realtimeResponse('resp_1', {}, { status: 'completed', output }));
    await traced.heard(socket, session);
    const sound = { type: 'blob', modality: 'audio', content: 'AAAA', transcript: 'Hello?' };
    const image = { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'AAAA' };
    const rain = { type: 'tool_call_response', id: 'c0', response: 'rain' };
    expect(contentOf(traced.sink)).toEqual({
      instructions: [text('Be kind.')],
      tools: [{ type: 'function', name: 'weather' }],
      input: [
        user(text('Who?'), sound, image),
        { role: 'tool', parts: [rain] },
        user(generic('item_reference', { id: 'item_1' })),
      ],
      output: [
        {
          ...model(text('Well.'), text('Let me see.'), call('c1', 'weather', { city: 'Paris' })),
          finish_reason: 'tool_call',
        },
      ],
    });
    expect(schemaProblems(traced.sink)).toEqual([]);
  });

  it('records of a Realtime response that the server began only what it says', async () => {
    const { socket, session } = await traced.openRealtime();
    const content = [{ type: 'output_audio', transcript: 'Hello.' }];
    const output = [{ type: 'message', role: 'assistant', content }];
    session.send(...realtimeResponse('resp_1', {}, { status: 'cancelled', output }));
    await traced.heard(socket, session);
    expect(contentOf(traced.sink)).toEqual({
      output: [{ ...model(text('Hello.')), finish_reason: 'error' }],
    });
  });
});
