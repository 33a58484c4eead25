// The sockets of openai, patched in the test's own process, and a server of theirs.

import { connect } from 'node:net';
import { startMockSockets, type MockSession, type MockSockets } from '@llm-otel/testkit';
import { instrument, uninstrument } from 'llm-otel';
import type OpenAI from 'openai';
import type { OpenAIRealtimeWS } from 'openai/realtime/ws';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { loadFile, useTracedOpenAi, type TracedOpenAi, type Version } from './traced-openai.ts';

/** The versions that have Realtime sockets, each with the folder of the newest kind. */
export const REALTIME_FOLDERS = {
  '7.59.0': 'realtime',
  '7.0.0': 'realtime',
  '6.49.0': 'realtime',
  '6.0.0': 'realtime',
  '5.23.2': 'realtime',
  '5.0.0': 'beta/realtime',
  '4.104.0': 'beta/realtime',
} as const satisfies Partial<Record<Version, string>>;

/** What a test on patched sockets works with. */
export interface TracedSockets extends TracedOpenAi {
  readonly sockets: MockSockets;
  /** A connected Realtime socket of the version, and the server's end. The greeting has been read. */
  openRealtime(): Promise<{ socket: OpenAIRealtimeWS; session: MockSession }>;
  /** A socket made by `make` and the server's end. It connects in the clear. */
  open<Socket>(make: (client: OpenAI) => Socket): Promise<{ socket: Socket; session: MockSession }>;
  /** A class of the files that were loaded. */
  classNamed(name: string): never;
  /** Resolves once `socket` has handed out what the server has sent until now. */
  heard(socket: object, session: MockSession): Promise<void>;
}

/** Patches the sockets of one version for the tests of the current block. */
export function useTracedSockets(version: Version, ...files: readonly string[]): TracedSockets {
  const traced = useTracedOpenAi(version) as TracedOpenAi & { sockets: MockSockets };
  const modules = new Map<string, Record<string, unknown>>();
  const opened: { close(): void }[] = [];
  beforeAll(async () => {
    traced.sockets = await startMockSockets();
    for (const file of files) modules.set(file, instrument(loadFile(version, `openai/${file}`)));
  });
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.close();
  });
  afterAll(async () => {
    for (const module of modules.values()) uninstrument(module);
    await traced.sockets.close();
  });
  const classNamed = (name: string): never =>
    [...modules.values()]
      .map((module) => module[name])
      .find((found) => found !== undefined) as never;
  return Object.assign(traced, {
    async openRealtime() {
      const Socket: typeof OpenAIRealtimeWS = classNamed('OpenAIRealtimeWS');
      const socket = new Socket(
        {
          model: 'gpt-realtime',
          // The SDK insists on TLS, which the test's server has not.
          options: { createConnection: () => connect(traced.sockets.port, '127.0.0.1') } as object,
        },
        traced.client,
      );
      opened.push(socket);
      socket.on('error', () => undefined);
      const greeted = new Promise((resolve) => socket.on('session.created', resolve));
      const session = await traced.sockets.session();
      await greeted;
      return { socket, session };
    },
    async open(make: (client: OpenAI) => unknown) {
      const socket = make(new traced.OpenAI({ baseURL: traced.sockets.url, apiKey: 'unused' })) as {
        close(): void;
        on(name: string, listener: () => void): void;
      };
      opened.push(socket);
      socket.on('error', () => undefined);
      return { socket: socket as never, session: await traced.sockets.session() };
    },
    classNamed,
    async heard(socket: object, session: MockSession) {
      const event = { type: 'test.mark' };
      const arrived = new Promise((resolve) =>
        (socket as OpenAIRealtimeWS).on('test.mark' as never, resolve as never),
      );
      session.send(event);
      await arrived;
    },
  });
}
