// How Realtime responses end that are never done, what a socket survives, and what is active while
// its listeners run.

import { realtimeResponse } from '@llm-otel/testkit';
import { trace, type Attributes } from '@opentelemetry/api';
import { chainStep, instrument, uninstrument } from 'llm-otel';
import type { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { describe, expect, it } from 'vitest';
import { REALTIME_FOLDERS, useTracedSockets } from '../../support/traced-sockets.ts';

const versions = Object.entries(REALTIME_FOLDERS) as ['7.59.0', 'realtime'][];

describe.each(versions)('openai %s', (version, folder) => {
  const traced = useTracedSockets(version, `${folder}/ws`);
  const attributes = (): Attributes[] => traced.sink.spans().map((span) => span.attributes);
  const outcomes = (): unknown[] =>
    attributes().map((each) => each['error.type'] ?? each['llm_otel.outcome']);
  const [created, transcript, audio, done] = realtimeResponse('resp_1');

  describe('the end of a connection', () => {
    it('aborts what runs if the application closes it', async () => {
      const { socket, session } = await traced.openRealtime();
      socket.send({ type: 'response.create' });
      await session.receive('response.create');
      session.send(created!, transcript!);
      await traced.heard(socket, session);
      socket.send({ type: 'response.create' });
      socket.close();
      expect(outcomes()).toEqual(['aborted', 'aborted']);
      expect(attributes()).toContainEqual(
        expect.objectContaining({ 'gen_ai.response.finish_reasons': ['error'] }),
      );
      session.send(done!, ...realtimeResponse('resp_2'));
      session.close();
      await session.closed;
      expect(traced.sink.spans()).toHaveLength(2);
    });

    it('aborts nothing if closing is refused', async () => {
      const { socket, session } = await traced.openRealtime();
      socket.send({ type: 'response.create' });
      socket.close({ code: 1, reason: 'no such code' });
      expect(outcomes()).toEqual([]);
      session.send(...realtimeResponse('resp_1'));
      await traced.heard(socket, session);
      expect(outcomes()).toEqual(['completed']);
    });

    it.each([1000, 1001, 1011, 'terminate'] as const)(
      'fails what runs if it is the server: %s',
      async (end) => {
        const { socket, session } = await traced.openRealtime();
        socket.send({ type: 'response.create' });
        await session.receive('response.create');
        session.send(created!, transcript!);
        await traced.heard(socket, session);
        const closed = new Promise((resolve) => socket.socket.once('close', resolve));
        if (end === 'terminate') session.terminate();
        else session.close(end);
        await closed;
        expect(traced.sink.spans()).toMatchObject([
          {
            status: { code: 'error', message: expect.stringContaining('The connection closed') },
            attributes: { 'error.type': 'connection_closed', 'gen_ai.response.id': 'resp_1' },
          },
        ]);
      },
    );

    it('listens to the connection only while something runs', async () => {
      const { socket, session } = await traced.openRealtime();
      const count = (): number => socket.socket.listenerCount('close');
      const before = count();
      socket.send({ type: 'response.create' });
      expect(count()).toBe(before + 1);
      session.send(...realtimeResponse('resp_1'));
      await traced.heard(socket, session);
      expect(count()).toBe(before);
      expect(socket.socket.listenerCount('message')).toBe(1);
      expect(socket.socket.listenerCount('error')).toBe(1);
    });

    it('fails what cannot be sent', async () => {
      const { socket, session } = await traced.openRealtime();
      const cyclic: { self?: unknown } = {};
      cyclic.self = cyclic;
      socket.send({ type: 'response.create', response: cyclic as object });
      expect(outcomes()).toEqual(['not_sent']);
      session.terminate();
      await new Promise((resolve) => socket.socket.once('close', resolve));
      socket.send({ type: 'response.create' });
      expect(outcomes()).toEqual(['not_sent', 'not_sent']);
    });
  });

  it('forgets the oldest of too many responses that the server never ends', async () => {
    const { socket, session } = await traced.openRealtime();
    const begun = Array.from({ length: 1001 }, (_, n) => realtimeResponse(`resp_${n}`)[0]!);
    session.send(...begun);
    await traced.heard(socket, session);
    expect(attributes()).toMatchObject([
      { 'gen_ai.response.id': 'resp_0', 'llm_otel.outcome': 'abandoned' },
    ]);
    socket.close();
    expect(outcomes()).toEqual(['abandoned', ...Array.from({ length: 1000 }, () => 'aborted')]);
  });

  it('survives whatever the server sends', async () => {
    const { socket, session } = await traced.openRealtime();
    socket.send({ type: 'response.create' });
    session.send('no JSON', '[]', '1', '"text"', 'null', '{}', '{"type":7}');
    for (const type of ['response.created', 'response.done', 'session.created', 'error']) {
      session.send({ type }, { type, response: null, error: null, session: 1 });
    }
    session.send({ type: 'response.output_audio.delta', response_id: {} });
    await traced.heard(socket, session);
    session.send(...realtimeResponse('resp_1'));
    await traced.heard(socket, session);
    expect(attributes()).toContainEqual(
      expect.objectContaining({ 'gen_ai.response.id': 'resp_1' }),
    );
  });

  it('has the span active while it sends', async () => {
    const { socket } = await traced.openRealtime();
    let active: string | undefined;
    const response: object = {
      toJSON() {
        active = trace.getActiveSpan()?.spanContext().spanId;
        return {};
      },
    };
    socket.send({ type: 'response.create', response });
    expect(trace.getActiveSpan()).toBeUndefined();
    socket.close();
    expect(traced.sink.spans()).toMatchObject([{ spanId: active }]);
  });

  it('is patched by its class, by an instance and by its module, and as it was afterwards', async () => {
    const { socket } = await traced.openRealtime();
    const Socket: typeof OpenAIRealtimeWS = traced.classNamed('OpenAIRealtimeWS');
    const prototype = Socket.prototype as object;
    const own = (): unknown[] => Object.getOwnPropertyNames(prototype).toSorted();
    const patched = own();
    expect(patched).toEqual(expect.arrayContaining(['_emit', '_onError']));
    for (const way of [Socket, socket, { OpenAIRealtimeWS: Socket }]) {
      const { send } = Socket.prototype;
      uninstrument(way);
      expect(own()).toEqual(patched.filter((name) => !/^_(?:emit|onError)$/.test(String(name))));
      expect(Socket.prototype.send).not.toBe(send);
      instrument(way);
      expect(own()).toEqual(patched);
    }
    expect(() => instrument(Map)).toThrow(TypeError);
  });

  it('nests what listeners do below the response of their event', async () => {
    await chainStep('converse', async () => {
      const { socket, session } = await traced.openRealtime();
      const step = (name: string) => (): void => void chainStep(name, () => Promise.resolve());
      socket.on('event', (event) => {
        if ('response_id' in event) step(`any ${event.response_id}`)();
      });
      socket.on('response.done', (event) => step(`done ${event.response.id}`)());
      socket.on('session.updated', step('updated'));
      await chainStep('ask', () => {
        socket.send({ type: 'response.create' });
        return Promise.resolve();
      });
      session.send(created!, audio!, done!, ...realtimeResponse('resp_2'));
      session.send({ type: 'session.updated', session: {} });
      await traced.heard(socket, session);
      expect(trace.getActiveSpan()).toBeDefined();
    });
    const spans = traced.sink.spans();
    const named = (find: string): string => {
      const span = spans.find(
        (each) =>
          each.attributes['llm_otel.stage'] === find ||
          each.attributes['gen_ai.response.id'] === find,
      );
      const parent = spans.find(({ spanId }) => spanId === span?.parentSpanId);
      const { attributes: of } = parent ?? { attributes: {} as Attributes };
      return String(of['llm_otel.stage'] ?? of['gen_ai.response.id']);
    };
    expect(named('resp_1')).toBe('ask');
    expect(named('any resp_1')).toBe('resp_1');
    expect(named('done resp_1')).toBe('resp_1');
    // The server began it: it belongs where the socket was made, not below what ran before.
    expect(named('resp_2')).toBe('converse');
    expect(named('any resp_2')).toBe('resp_2');
    expect(named('updated')).toBe('converse');
  });
});
