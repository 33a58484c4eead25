// The mock server of WebSocket sessions, on the loopback interface: Realtime, Responses and Live. It
// answers by itself or leaves every event to the test.
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerEvent, greet } from './socket-answers.ts';

/** An event of a session, client's or server's. */
export type SocketEvent = { readonly type: string; readonly [key: string]: unknown };

/** One client's connection. */
export interface MockSession {
  /** With the query. */
  readonly path: string;
  /** Everything received, parsed; what is no JSON has the type `unparsed`. */
  readonly received: readonly SocketEvent[];
  /** The oldest event of `type` that no call has taken yet, past or future. */
  receive(type: string): Promise<SocketEvent>;
  /** Sends events as JSON, text as it is. */
  send(...events: readonly (SocketEvent | string)[]): void;
  /** Begins the closing handshake. */
  close(code?: number): void;
  /** Breaks the connection. */
  terminate(): void;
  /** The code with which the connection ended. */
  readonly closed: Promise<number>;
}

/** A running mock server of sockets. */
export interface MockSockets {
  /** Base URL for an SDK, with `/v1`: `http`, as the SDKs turn it into `ws` themselves. */
  readonly url: string;
  readonly port: number;
  /** The oldest session that no call has taken yet, past or future. */
  session(): Promise<MockSession>;
  /** Stops listening and breaks what is still open. */
  close(): Promise<void>;
}

/** How the server behaves. */
export interface MockSocketsOptions {
  /** Answers every request for a response at once, the same in each run; otherwise the test does. */
  readonly answers?: boolean;
}

/**
 * Starts a server of WebSocket sessions. A Realtime session is greeted with `session.created`, whose
 * model is the one of the URL.
 *
 * @example
 * const mock = await startMockSockets();
 * const socket = new OpenAIRealtimeWS({ model: 'gpt-realtime', options: { createConnection: () => connect(mock.port) } });
 * const session = await mock.session();
 */
export async function startMockSockets(options: MockSocketsOptions = {}): Promise<MockSockets> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const sessions = new Queue<MockSession>();
  server.on('connection', (socket, request) => {
    const session = toSession(socket, request.url ?? '');
    socket.on('message', (data) => session.take(String(data)));
    session.send(...greet(session.path));
    if (options.answers === true) {
      session.onEvent = (event) => session.send(...answerEvent(session.path, event));
    }
    sessions.add(session);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    session: () => sessions.take(() => true),
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}

/** Things that are waited for before or after they arrive. */
class Queue<T> {
  #items: T[] = [];
  #waiting: { accepts: (item: T) => boolean; resolve: (item: T) => void }[] = [];

  add(item: T): void {
    const index = this.#waiting.findIndex(({ accepts }) => accepts(item));
    if (index < 0) this.#items.push(item);
    else this.#waiting.splice(index, 1)[0]!.resolve(item);
  }

  take(accepts: (item: T) => boolean): Promise<T> {
    const index = this.#items.findIndex(accepts);
    if (index >= 0) return Promise.resolve(this.#items.splice(index, 1)[0]!);
    return new Promise((resolve) => this.#waiting.push({ accepts, resolve }));
  }
}

type OwnSession = MockSession & {
  take(data: string): void;
  onEvent: ((event: SocketEvent) => void) | undefined;
};

function toSession(socket: WebSocket, path: string): OwnSession {
  const received: SocketEvent[] = [];
  const events = new Queue<SocketEvent>();
  return {
    path,
    received,
    onEvent: undefined,
    take(data) {
      const event = toEvent(data);
      received.push(event);
      events.add(event);
      this.onEvent?.(event);
    },
    receive: (type) => events.take((event) => event.type === type),
    send(...sent) {
      for (const event of sent)
        socket.send(typeof event === 'string' ? event : JSON.stringify(event));
    },
    close: (code) => socket.close(code),
    terminate: () => socket.terminate(),
    closed: new Promise((resolve) => socket.once('close', resolve)),
  };
}

function toEvent(data: string): SocketEvent {
  try {
    return JSON.parse(data) as SocketEvent;
  } catch {
    return { type: 'unparsed', data };
  }
}
