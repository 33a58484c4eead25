// Live sessions: the voice itself has no responses; what it delegates has, each with a span.

import { socketResponse } from '@llm-otel/testkit';
import type { Attributes } from '@opentelemetry/api';
import { chainStep } from 'llm-otel';
import type { ForksWS } from 'openai/resources/live/forks/ws';
import type { SidebandWS } from 'openai/resources/live/sideband/ws';
import type { LiveWS } from 'openai/resources/live/ws';
import { describe, expect, it } from 'vitest';
import { useTracedSockets } from '../../support/traced-sockets.ts';

const canary = 'canary-88a1';
const request = { type: 'response.create', model: 'gpt-6', input: canary } as const;
const decision = {
  model: 'gpt-6-sol',
  answers: [{ type: 'choice', choice: canary }],
  usage: { input_tokens: 20, output_tokens: 2, total_tokens: 22 },
};

const files = ['resources/live/ws', 'resources/live/forks/ws', 'resources/live/sideband/ws'];

describe.each(['LiveWS', 'ForksWS', 'SidebandWS'] as const)('%s', (name) => {
  const traced = useTracedSockets('7.59.0', ...files);
  const attributes = (): Attributes[] => traced.sink.spans().map((span) => span.attributes);
  const outcomes = (): unknown[] =>
    attributes().map((each) => each['error.type'] ?? each['llm_otel.outcome']);
  const open = () =>
    traced.open<LiveWS>((client) => {
      if (name === 'LiveWS') return new (traced.classNamed(name) as typeof LiveWS)(client);
      const Socket = traced.classNamed(name) as typeof ForksWS | typeof SidebandWS;
      return new Socket(client, { session_id: 'live_1' }) as unknown as LiveWS;
    });
  const nested = (delegation: string | null, id: string) =>
    socketResponse(request, id).map((event) => ({
      type: 'response.event',
      delegation_id: delegation,
      event,
    }));
  const decided = (fields: object) => ({
    type: 'decision.event',
    delegation_id: null,
    trigger_id: null,
    event: { type: 'decision.completed', decision },
    ...fields,
  });
  const started = (delegation: object) => ({
    type: 'session.started',
    session: { id: 'live_1', model: 'gpt-live-1', delegation },
  });

  it('describes a delegated response', async () => {
    const { socket, session } = await open();
    session.send(
      started({ type: 'responses', responses: { model: 'gpt-6', instructions: canary } }),
      { type: 'session.delegation.created', delegation: { id: 'd_1', target: 'responses' } },
      ...nested('d_1', '000001'),
    );
    await traced.heard(socket, session);
    expect(attributes()).toMatchObject([
      {
        'gen_ai.operation.name': 'chat',
        'gen_ai.request.stream': true,
        'gen_ai.response.id': 'resp_000001',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.output_tokens': expect.any(Number),
        'openai.api.type': 'responses',
        'server.port': traced.sockets.port,
        'llm_otel.outcome': 'completed',
      },
    ]);
    expect(traced.sink.toJson()).not.toContain(canary);
  });

  it('pairs the request for a response with the next one that begins', async () => {
    const { socket, session } = await open();
    session.send(started({ type: 'responses', responses: { model: 'gpt-6' } }));
    await traced.heard(socket, session);
    socket.send({
      type: 'session.update',
      session: { delegation: { type: 'responses', responses: { max_output_tokens: 9 } } },
    });
    socket.send({ type: 'response.create' });
    await session.receive('response.create');
    const [first, ...rest] = nested('d_1', '000001');
    session.send(first!, ...nested('d_2', '000002'), ...rest);
    await traced.heard(socket, session);
    const described = attributes().map((each) => [
      each['gen_ai.response.id'],
      each['gen_ai.request.model'],
      each['gen_ai.request.max_tokens'],
    ]);
    expect(described).toEqual([
      ['resp_000002', 'gpt-6-2026-01-15', undefined],
      ['resp_000001', 'gpt-6', 9],
    ]);
  });

  it('describes decisions, whoever asks for them', async () => {
    const { socket, session } = await open();
    session.send(started({ type: 'decisions', decisions: { model: 'gpt-6-sol', questions: [] } }));
    await traced.heard(socket, session);
    await chainStep('ask', () => {
      socket.send({ type: 'decision.create', event_id: 'mine' });
      return session.receive('decision.create');
    });
    const [asking] = traced.sink.spans();
    await traced.sink.reset();
    session.send(
      { type: 'session.delegation.created', delegation: { id: 'd_1', target: 'decisions' } },
      decided({ trigger_id: 't_1', source_event_id: 'e_1' }),
      decided({ delegation_id: 'd_1' }),
    );
    await traced.heard(socket, session);
    expect(outcomes()).toEqual(['completed', 'completed']);
    session.send(decided({ delegation_id: 'd_1' }));
    await traced.heard(socket, session);
    expect(outcomes()).toEqual(['completed', 'completed', 'completed']);
    const parents = traced.sink.spans().map(({ parentSpanId }) => parentSpanId);
    expect(parents).toEqual([undefined, undefined, asking?.spanId]);
    for (const each of attributes()) {
      expect(each).toMatchObject({
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.request.model': 'gpt-6-sol',
        'gen_ai.response.model': 'gpt-6-sol',
        'gen_ai.usage.input_tokens': 20,
        'gen_ai.usage.output_tokens': 2,
      });
      expect(each).not.toHaveProperty('gen_ai.response.time_to_first_chunk');
    }
    expect(traced.sink.toJson()).not.toContain(canary);
  });

  it('fails what the server rejects by its id', async () => {
    const { socket, session } = await open();
    socket.send({ type: 'decision.create', event_id: 'mine' });
    socket.send({ type: 'response.create', event_id: 'other' });
    const error = { code: 'unknown_parameter', type: 'invalid_request_error', message: 'No' };
    session.send(
      { type: 'error', error },
      { type: 'error', error: { ...error, client_event_id: 'mine' } },
      { type: 'error', error, client_event_id: 'other' },
    );
    await traced.heard(socket, session);
    expect(outcomes()).toEqual(['unknown_parameter', 'unknown_parameter']);
  });

  it('records nothing of a session in which nothing is delegated', async () => {
    const { socket, session } = await open();
    socket.send({ type: 'session.input_audio.append', audio: canary });
    session.send(
      { type: 'session.output_audio.delta', audio: canary },
      { type: 'session.delegation.created', delegation: { id: 'd_1', target: 'client' } },
      { type: 'session.usage.updated', usage: { seconds: 3 } },
      { type: 'response.event', delegation_id: 'd_1', event: { type: 'unknown' } },
    );
    await traced.heard(socket, session);
    socket.close();
    expect(traced.sink.spans()).toEqual([]);
  });
});
