// A service on the loopback interface that answers with fixtures, well or not.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { toEventStream } from './event-stream.ts';
import { sentOf, type Answer } from './answers.ts';

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  sse: 'text/event-stream',
  ndjson: 'application/x-ndjson',
  eventstream: 'application/vnd.amazon.eventstream',
};

/** How the next request is answered. */
interface NextAnswer {
  /** Where it must arrive; everything else is not found. */
  readonly path: string;
  /** The name of the fixture, whose end says what it is. */
  readonly fixture: string;
  readonly body: string;
  readonly status?: number;
  readonly answer?: Answer | undefined;
}

/** A request as it arrived. */
interface Arrived {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: string;
  readonly body: string;
}

/** A running service. */
export interface FixtureServer {
  readonly url: string;
  /** Where nobody listens. */
  readonly closedUrl: string;
  readonly requests: Arrived[];
  /** Answers like this from now on; resolves when the next request has arrived. */
  answer(next: NextAnswer): Promise<void>;
  /** Breaks off what is being answered. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts one. */
export async function startFixtureServer(): Promise<FixtureServer> {
  const requests: Arrived[] = [];
  let next: NextAnswer | undefined;
  let arrived = (): void => undefined;
  let open: ServerResponse | undefined;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url: path, headers } = request;
      // Each form has a random boundary of its own.
      const boundary = /boundary=(\S+)/.exec(headers['content-type'] ?? '')?.[1];
      const known = (sent: string): string =>
        boundary === undefined ? sent : sent.replaceAll(boundary, 'boundary');
      requests.push({
        method,
        path,
        headers: known(JSON.stringify(headers)),
        body: known(body),
      });
      open = response;
      reply(response, path, next);
      arrived();
    });
  });
  const closed = createServer();
  const urls = await Promise.all([server, closed].map(listen));
  await new Promise((resolve) => closed.close(resolve));
  return {
    url: urls[0]!,
    closedUrl: urls[1]!,
    requests,
    answer(following) {
      next = following;
      return new Promise((resolve) => {
        arrived = resolve;
      });
    },
    cut: () => open?.destroy(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function reply(response: ServerResponse, path: string | undefined, next?: NextAnswer): void {
  if (next === undefined || path !== next.path) {
    response.writeHead(404).end(`nothing is at ${path}`);
    return;
  }
  const ending = next.fixture.slice(next.fixture.lastIndexOf('.') + 1);
  const sent = sentOf(next.answer ?? 'whole', next.body, ending === 'sse');
  if (sent === undefined) return;
  if (sent.body === undefined) {
    response.destroy();
    return;
  }
  const { status = next.status ?? 200, type = TYPES[ending] } = sent;
  const body = ending === 'eventstream' ? toEventStream(sent.body) : sent.body;
  response.writeHead(status, { 'content-type': type });
  if (sent.isOpen) response.write(body);
  else if (sent.isCut) response.write(body, () => response.destroy());
  else response.end(body);
}
