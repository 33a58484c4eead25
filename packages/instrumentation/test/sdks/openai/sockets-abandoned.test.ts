// Responses whose end is lost: with the socket, or for too long a time.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { socketResponse } from '@llm-otel/testkit';
import type { ResponsesWS } from 'openai/resources/responses/ws';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useTracedSockets } from '../../support/traced-sockets.ts';

const MINUTE = 60_000;
const request = { type: 'response.create', model: 'gpt-4o', input: 'x' } as const;

describe('a response', () => {
  const traced = useTracedSockets('7.59.0', 'resources/responses/ws');
  const outcomes = (): unknown[] =>
    traced.sink.spans().map(({ attributes }) => attributes['llm_otel.outcome']);
  const open = () => {
    const Socket: typeof ResponsesWS = traced.classNamed('ResponsesWS');
    return traced.open((client) => new Socket(client));
  };
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  });
  afterAll(() => {
    vi.advanceTimersByTime(MINUTE);
    vi.useRealTimers();
  });

  it('ends after ten minutes in which nothing of it was heard', async () => {
    const { socket, session } = await open();
    socket.send(request);
    await session.receive('response.create');
    vi.advanceTimersByTime(9 * MINUTE);
    session.send(...socketResponse(request).slice(0, 3));
    await traced.heard(socket, session);
    vi.advanceTimersByTime(9 * MINUTE);
    expect(outcomes()).toEqual([]);
    vi.advanceTimersByTime(2 * MINUTE);
    expect(outcomes()).toEqual(['abandoned']);
    socket.send(request);
    await session.receive('response.create');
    session.send(...socketResponse(request, '000002'));
    await traced.heard(socket, session);
    expect(outcomes()).toEqual(['abandoned', 'completed']);
  });

  it('ends with its socket, if nobody can hear it any more', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    // In a function of its own, so that nothing here holds on to the socket.
    const forget = async (): Promise<() => void> => {
      const Socket: typeof ResponsesWS = traced.classNamed('ResponsesWS');
      const client = new traced.OpenAI({ baseURL: traced.sockets.url, apiKey: 'unused' });
      const socket = new Socket(client);
      socket.send(request);
      const session = await traced.sockets.session();
      await session.receive('response.create');
      const connection = socket.socket.platformSocket;
      for (const type of ['message', 'error', 'open', 'redirect']) {
        connection.removeAllListeners(type);
      }
      for (const listener of connection.listeners('close').slice(0, 1)) {
        connection.off('close', listener as () => void);
      }
      return () => connection.terminate();
    };
    const terminate = await forget();
    while (outcomes().length === 0) {
      collectGarbage();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(outcomes()).toEqual(['abandoned']);
    terminate();
  });
});
