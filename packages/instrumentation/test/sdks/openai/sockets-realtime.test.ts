// Realtime sessions: one span for each response, however it starts and ends.

import { realtimeResponse } from '@llm-otel/testkit';
import type { Attributes } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { REALTIME_FOLDERS, useTracedSockets } from '../../support/traced-sockets.ts';

const versions = Object.entries(REALTIME_FOLDERS) as ['7.59.0', 'realtime'][];
const canary = 'canary-51b7';
const cancelled = {
  status: 'cancelled',
  status_details: { type: 'cancelled', reason: 'client_cancelled' },
};

describe.each(versions)('openai %s', (version, folder) => {
  const traced = useTracedSockets(version, `${folder}/ws`);
  const attributes = (): Attributes[] => traced.sink.spans().map((span) => span.attributes);
  const outcomes = (): unknown[] =>
    attributes().map((each) => each['error.type'] ?? each['llm_otel.outcome']);
  const ids = (): unknown[] => attributes().map((each) => each['gen_ai.response.id']);
  const [created, , audio, done] = realtimeResponse('resp_1');

  it('describes a response that the client asks for', async () => {
    const { socket, session } = await traced.openRealtime();
    const asked = { output_modalities: ['text'], max_output_tokens: 50, instructions: canary };
    socket.send({ type: 'response.create', response: asked as object });
    await session.receive('response.create');
    expect(traced.sink.spans()).toEqual([]);
    session.send(...realtimeResponse('resp_1', { output_modalities: ['text'] }));
    await traced.heard(socket, session);
    expect(traced.sink.spans()).toMatchObject([
      { name: 'llm.call', kind: 'client', status: { code: 'unset' } },
    ]);
    expect(attributes()).toEqual([
      {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-realtime',
        'gen_ai.request.stream': true,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.output.type': 'text',
        'gen_ai.response.id': 'resp_1',
        'gen_ai.response.model': 'gpt-realtime',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.response.time_to_first_chunk': expect.any(Number),
        'gen_ai.usage.input_tokens': 48,
        'gen_ai.usage.cache_read.input_tokens': 16,
        'gen_ai.usage.text.input_tokens': 18,
        'gen_ai.usage.audio.input_tokens': 30,
        'gen_ai.usage.text.cache_read.input_tokens': 6,
        'gen_ai.usage.audio.cache_read.input_tokens': 10,
        'gen_ai.usage.text.output_tokens': 4,
        'gen_ai.usage.audio.output_tokens': 8,
        'gen_ai.usage.output_tokens': 12,
        'openai.api.type': 'realtime',
        'server.address': '127.0.0.1',
        'server.port': traced.mock.port,
        'llm_otel.outcome': 'completed',
        // 12 × 4 + 20 × 32 + 16 × 0.4 + 4 × 16 + 8 × 64 millionths
        'llm_otel.cost.amount': 0.0012704,
        'llm_otel.cost.currency': 'USD',
        'llm_otel.cost.source': 'local',
        'llm_otel.cost.price_version': '0.1.8',
      },
    ]);
    expect(traced.sink.toJson()).not.toContain(canary);
    const metrics = (await traced.sink.metrics()).flatMap(({ name, points }) =>
      points.map(({ count }) => [name, count]),
    );
    expect(metrics).toEqual(
      expect.arrayContaining([
        ['gen_ai.client.inference.duration', 1],
        ['gen_ai.client.inference.time_to_first_chunk', 1],
        ['gen_ai.client.inference.time_per_output_chunk', 3],
      ]),
    );
  });

  it('describes a response that the server begins', async () => {
    const { socket, session } = await traced.openRealtime();
    session.send(created!, audio!);
    await traced.heard(socket, session);
    expect(traced.sink.spans()).toEqual([]);
    session.send(done!);
    await traced.heard(socket, session);
    expect(attributes()).toMatchObject([
      {
        'gen_ai.request.model': 'gpt-realtime',
        'gen_ai.output.type': 'speech',
        'gen_ai.response.id': 'resp_1',
        'gen_ai.usage.output_tokens': 12,
        'llm_otel.outcome': 'completed',
      },
    ]);
  });

  it('takes settings from the session', async () => {
    const { socket, session } = await traced.openRealtime();
    const asked = { type: 'realtime', max_output_tokens: 70, output_modalities: ['text'] };
    socket.send({ type: 'session.update', session: asked as never });
    session.send({ type: 'session.updated', session: { ...asked, model: 'gpt-realtime-2' } });
    await traced.heard(socket, session);
    socket.send({ type: 'response.create' });
    session.send(...realtimeResponse('resp_1'));
    await traced.heard(socket, session);
    expect(attributes()).toMatchObject([
      {
        'gen_ai.request.model': 'gpt-realtime',
        'gen_ai.request.max_tokens': 70,
        'gen_ai.output.type': 'text',
        'gen_ai.response.model': 'gpt-realtime-2',
      },
    ]);
  });

  it('tells the responses of a session apart, one after the other and side by side', async () => {
    const { socket, session } = await traced.openRealtime();
    for (const id of ['resp_1', 'resp_2']) {
      socket.send({ type: 'response.create' });
      session.send(...realtimeResponse(id));
      await traced.heard(socket, session);
    }
    const other = { conversation: 'none', metadata: { topic: 'b', about: 'a' } } as const;
    socket.send({ type: 'response.create', response: { ...other, max_output_tokens: 9 } });
    socket.send({ type: 'response.create', response: { max_output_tokens: 5 } });
    const [first, ...rest] = realtimeResponse('resp_3');
    // The one with metadata was asked for first, and begins last.
    const echoed = { ...other, metadata: { about: 'a', topic: 'b' } };
    const [second, ...restOfSecond] = realtimeResponse('resp_4', echoed);
    session.send(first!, second!, ...restOfSecond, ...rest);
    await traced.heard(socket, session);
    expect(ids()).toEqual(['resp_1', 'resp_2', 'resp_4', 'resp_3']);
    expect(attributes().map((each) => each['gen_ai.request.max_tokens'])).toEqual([
      undefined,
      undefined,
      9,
      5,
    ]);
    expect(outcomes()).toEqual(Array(4).fill('completed'));
  });

  it.each([
    ['cancelled', cancelled, 'aborted', ['error']],
    [
      'cut off',
      { status: 'incomplete', status_details: { reason: 'max_output_tokens' } },
      'completed',
      ['length'],
    ],
    [
      'filtered',
      { status: 'incomplete', status_details: { reason: 'content_filter' } },
      'completed',
      ['content_filter'],
    ],
    [
      'calling a function',
      { status: 'completed', output: [{ type: 'function_call', name: 'x' }] },
      'completed',
      ['tool_call'],
    ],
    [
      'failed',
      { status: 'failed', status_details: { error: { type: 'server_error', message: 'Sorry' } } },
      'server_error',
      ['error'],
    ],
  ])('describes a response that is %s', async (_name, ended, outcome, reasons) => {
    const { socket, session } = await traced.openRealtime();
    socket.send({ type: 'response.create' });
    session.send(...realtimeResponse('resp_1', {}, ended));
    await traced.heard(socket, session);
    expect(outcomes()).toEqual([outcome]);
    expect(attributes()).toMatchObject([
      { 'gen_ai.response.finish_reasons': reasons, 'gen_ai.usage.output_tokens': 12 },
    ]);
    const message = outcome === 'server_error' ? 'server_error' : '';
    expect(traced.sink.spans().map(({ status }) => status.message)).toEqual([message]);
  });

  describe('a rejected request', () => {
    const error = { type: 'invalid_request_error', code: 'invalid_value', message: 'No' };

    it.each([
      ['by its id', 'mine', { event_id: 'mine' }, 'invalid_value'],
      [
        'by a parameter of responses',
        undefined,
        { event_id: null, param: 'response.tools', code: null },
        'invalid_request_error',
      ],
      [
        'by the response that runs',
        undefined,
        { code: 'conversation_already_has_active_response' },
        'conversation_already_has_active_response',
      ],
    ])('is known %s', async (_name, eventId, named, errorType) => {
      const { socket, session } = await traced.openRealtime();
      socket.send({ type: 'response.create', ...(eventId !== undefined && { event_id: eventId }) });
      session.send({ type: 'error', error: { ...error, ...named } });
      await traced.heard(socket, session);
      expect(outcomes()).toEqual([errorType]);
      session.send(...realtimeResponse('resp_9'));
      await traced.heard(socket, session);
      expect(ids()).toEqual([undefined, 'resp_9']);
    });

    it.each([
      ['names another event', { event_id: 'other' }],
      ['names none', { event_id: null, param: 'session.voice' }],
      ['is of a cancellation', { event_id: null, param: 'response_id' }],
    ])('is not what an error means that %s', async (_name, named) => {
      const { socket, session } = await traced.openRealtime();
      socket.send({ type: 'response.create', event_id: 'mine' });
      session.send({ type: 'error', error: { ...error, ...named } }, ...realtimeResponse('resp_1'));
      await traced.heard(socket, session);
      expect(outcomes()).toEqual(['completed']);
    });

    it('is one that the server cannot name, if it names none', async () => {
      const { socket, session } = await traced.openRealtime();
      socket.send({
        type: 'response.create',
        event_id: 'mine',
        response: { max_output_tokens: 1 },
      });
      socket.send({ type: 'response.create', response: { max_output_tokens: 2 } });
      session.send({ type: 'error', error: { ...error, param: 'response' } });
      await traced.heard(socket, session);
      expect(attributes()).toMatchObject([{ 'gen_ai.request.max_tokens': 2 }]);
    });

    it('leaves the response that the server began just before to the server', async () => {
      const { socket, session } = await traced.openRealtime();
      socket.send({ type: 'response.create', event_id: 'mine' });
      const code = 'conversation_already_has_active_response';
      session.send(created!, { type: 'error', error: { ...error, code, event_id: 'mine' } }, done!);
      await traced.heard(socket, session);
      expect(outcomes()).toEqual([code, 'completed']);
      expect(attributes()[1]).toMatchObject({ 'gen_ai.response.id': 'resp_1' });
    });
  });
});
