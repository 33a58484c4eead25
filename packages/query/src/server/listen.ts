// The sockets of the service, with limits for slow or abusive clients.

import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../failure.ts';
import { PROBLEM_TYPE, toBody } from './problem.ts';
import { Sockets } from './sockets.ts';

const LIMITS = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16 * 1024,
} as const;
/** Maximum time a response may stay unread, in addition to the query time. */
const UNREAD_MS = 30_000;

/** An open service. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on all addresses with one port; later addresses are optional.
 *
 * @throws {Failure} when the first address or the port cannot be had
 */
export async function listen(
  app: FastifyInstance,
  addresses: readonly string[],
  port: number,
  queryTimeoutMs: number,
): Promise<Listening> {
  const servers: Server[] = [];
  const sockets = new Sockets();
  let bound = port;
  for (const [at, address] of addresses.entries()) {
    try {
      const server = await open(app, address, bound, sockets);
      server.timeout = queryTimeoutMs + UNREAD_MS;
      servers.push(server);
      bound = (server.address() as AddressInfo).port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (at > 0 && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) continue;
      for (const server of servers) server.close();
      throw new Failure(
        code === 'EADDRINUSE'
          ? `port ${bound} of ${address} is in use; name another with --port`
          : `cannot listen on ${address}, port ${bound} (${code})`,
      );
    }
  }
  return {
    port: bound,
    async close() {
      await Promise.all(
        servers.map((server) => {
          const closed = new Promise((resolve) => server.close(resolve));
          sockets.destroyAll();
          return closed;
        }),
      );
      await app.close();
    },
  };
}

async function open(
  app: FastifyInstance,
  address: string,
  port: number,
  sockets: Sockets,
): Promise<Server> {
  const server = createServer(LIMITS, app.routing);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.on('request', (request, response) => sockets.answer(request, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else sockets.refuse(socket, refusal(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  return server;
}

/** The answer to an unparsable request, for which there is no reply object. */
function refusal({ code }: NodeJS.ErrnoException): string {
  const [status, detail] =
    code === 'HPE_HEADER_OVERFLOW'
      ? ([431, 'Headers have at most 16384 bytes.'] as const)
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ([408, 'The request did not arrive in time.'] as const)
        : ([400, 'This is no HTTP request.'] as const);
  const body = JSON.stringify(toBody(status, detail));
  return [
    `HTTP/1.1 ${status} Refused`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
