// The process that uses sockets in every way that an application may notice, bare or under the
// preload, and prints as JSON what it noticed. Arguments: the folder of openai, the file extension,
// the folder of its Realtime sockets.

import { AsyncLocalStorage } from 'node:async_hooks';
import { connect } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import {
  type MockSession,
  realtimeResponse,
  socketResponse,
  startMockSockets,
} from '@llm-otel/testkit';
import type OpenAI from 'openai';
import type { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type { ResponsesWS } from 'openai/resources/responses/ws';

const [folder = '', extension = '', realtimeFolder = ''] = process.argv.slice(2);
const load = async (file: string): Promise<Record<string, never>> => {
  const location = path.join(folder, `${file}.${extension}`);
  return extension === 'mjs'
    ? ((await import(pathToFileURL(location).href)) as Record<string, never>)
    : (createRequire(import.meta.url)(location) as Record<string, never>);
};
const OpenAi: typeof OpenAI = (await load('index'))['OpenAI']!;
const Realtime: typeof OpenAIRealtimeWS = (await load(`${realtimeFolder}/ws`))['OpenAIRealtimeWS']!;
const Responses = await load('resources/responses/ws').then(
  (module) => module['ResponsesWS'] as typeof ResponsesWS | undefined,
  () => undefined,
);

const mock = await startMockSockets();
const store = new AsyncLocalStorage<string>();
const log: unknown[] = [];
const note = (...values: readonly unknown[]): void => void log.push([...values, store.getStore()]);
process.on('uncaughtException', (error) => note('uncaught', error.name, error.message));
process.on('unhandledRejection', (error: Error) => note('unhandled', error.name, error.message));

type Listened = {
  on(type: string, listener: (...args: unknown[]) => void): unknown;
  off(type: string, listener: (...args: unknown[]) => void): unknown;
  once(type: string, listener: (...args: unknown[]) => void): unknown;
  emitted?(type: string): Promise<unknown>;
};

function openRealtime(): OpenAIRealtimeWS & Listened {
  const options = { createConnection: () => connect(mock.port, '127.0.0.1') } as object;
  const client = new OpenAi({ apiKey: 'unused', baseURL: 'https://api.openai.com/v1' });
  return new Realtime({ model: 'gpt-realtime', options }, client) as never;
}

async function heard(socket: Listened, session: MockSession): Promise<void> {
  const arrived = new Promise<void>((resolve) => socket.on('test.mark', () => resolve()));
  session.send({ type: 'test.mark' });
  await arrived;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const programs: Readonly<Record<string, () => Promise<void>>> = {
  async 'talks and listens in every way'() {
    const socket = store.run('made here', openRealtime);
    const session = await mock.session();
    const seen = function (this: unknown, ...args: unknown[]): void {
      note('event', this === undefined, ...args);
    };
    note(socket.on('event', seen) === socket, socket.once('response.created', seen) === socket);
    const done = (socket as Listened).emitted?.('response.done');
    const last = (): void => {
      note('done');
      socket.off('response.done', last);
      socket.once('response.created', () => note('added by a listener'));
    };
    socket.on('response.done', last);
    await heard(socket, session);
    note(
      'sent',
      store.run('sent here', () => socket.send({ type: 'response.create' })),
    );
    note(await session.receive('response.create'));
    session.send(...realtimeResponse('resp_1'), ...realtimeResponse('resp_2'));
    await heard(socket, session);
    note('emitted', await done);
    note('closed', socket.close());
    note(await session.closed, socket.socket.readyState);
  },
  async 'has listeners that throw'() {
    for (const type of ['event', 'response.done'] as const) {
      const socket = openRealtime();
      const session = await mock.session();
      await heard(socket, session);
      const thrown = new Promise((resolve) => process.once('uncaughtException', resolve));
      socket.on(type, (event: { type: string }) => {
        throw new TypeError(`${type} ${event.type}`);
      });
      socket.on(type, (event: { type: string }) => note('the next listener', event.type));
      socket.on('response.created', (event) => note('by its type', event.type));
      socket.send({ type: 'response.create' });
      // What comes after the throw is lost in some versions: it ends what is sent.
      const [created, ...rest] = realtimeResponse('resp_1');
      session.send(created!, ...(type === 'event' ? [] : rest));
      await thrown;
      await turn();
      socket.socket.terminate();
      await session.closed;
    }
  },
  async 'does not listen to errors'() {
    const socket = openRealtime();
    const session = await mock.session();
    await heard(socket, session);
    socket.send({ type: 'response.create', event_id: 'mine' });
    const error = { type: 'x', code: 'y', message: 'No', param: null, event_id: 'mine' };
    session.send({ type: 'error', error }, 'no JSON');
    await heard(socket, session);
    await turn();
    socket.close();
    await session.closed;
  },
  async 'sends what cannot be sent'() {
    const socket = openRealtime();
    socket.on('error', (error) => note(error.name, error.message, (error as Error).cause));
    note(socket.send({ type: 'response.create' }));
    const session = await mock.session();
    await heard(socket, session);
    const cyclic: { self?: unknown } = {};
    cyclic.self = cyclic;
    note(socket.send({ type: 'response.create', response: cyclic as never }));
    note(socket.send(undefined as never), socket.send('text' as never), socket.send(null as never));
    const hostile = {
      get type(): never {
        throw new RangeError('hostile');
      },
    };
    note(socket.send(hostile));
    note(socket.close({ code: 3, reason: 'no such code' }), socket.socket.readyState);
    note(socket.close(), socket.close(), socket.socket.readyState);
    note(socket.send({ type: 'response.create' }));
    note(await session.closed);
  },
  async 'gets what is no event'() {
    const socket = openRealtime();
    socket.on('error', (error) => note(error.name, error.message));
    socket.on('event', (...args) => note(...args));
    const session = await mock.session();
    session.send(
      '',
      'no JSON',
      '[]',
      '1',
      '"text"',
      'null',
      '{}',
      '{"type":7}',
      '{"type":"close"}',
    );
    session.send({ type: 'response.created' }, { type: 'error' }, { type: 'response.done' });
    await heard(socket, session);
    session.close(4001);
    await session.closed;
  },
  async 'looks at its methods'() {
    const socket = openRealtime();
    socket.on('error', () => undefined);
    for (const name of ['send', 'close'] as const) {
      note(name, socket[name].name, socket[name].length, Object.hasOwn(socket[name], 'prototype'));
    }
    const keys = [];
    for (const key in socket) keys.push(key);
    note(Object.keys(socket), keys, socket instanceof Realtime);
    const session = await mock.session();
    session.terminate();
    await new Promise((resolve) => socket.socket.once('close', resolve));
  },
  async 'uses a socket of the Responses API'() {
    if (Responses === undefined) return;
    const client = new OpenAi({ apiKey: 'unused', baseURL: mock.url });
    const socket = new Responses(client);
    const request = { type: 'response.create', model: 'gpt-4o', input: 'x' } as const;
    note(socket.send(request), socket.sendRaw(JSON.stringify({ ...request, stream_id: 'a' })));
    socket.on('close', (...args) => note('close', ...args));
    const session = await mock.session();
    await session.receive('response.create');
    await session.receive('response.create');
    session.send('no JSON', '1', ...socketResponse(request));
    session.send(...socketResponse({ ...request, stream_id: 'a' }), { type: 'error', error: {} });
    for await (const message of socket.stream()) {
      note(message.type, message);
      if (message.type === 'error') socket.close();
    }
    socket.on('error', (error) => note(error.message));
    note(socket.send(request));
  },
};

for (const [name, run] of Object.entries(programs)) {
  log.push(name);
  await run();
  await turn();
}
await mock.close();
process.stdout.write(
  JSON.stringify(log, (_key, value: unknown) =>
    value instanceof Error ? [value.name, value.message] : value,
  ),
);
