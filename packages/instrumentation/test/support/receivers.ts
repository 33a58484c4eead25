// Receivers that are no good OTLP endpoint, each on a port of its own.

import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net, { type AddressInfo, type Server } from 'node:net';
import { selfSigned } from './self-signed.ts';

/** A running receiver. */
export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const { port, close } = await listening(net.createServer());
  await close();
  return port;
}

/** An HTTP server that answers every request. */
export function httpReceiver(
  status: number,
  type = 'application/json',
  body = '{}',
): Promise<Receiver> {
  return listening(http.createServer(answering(status, type, body)));
}

/** An HTTPS server with a certificate for another host that nobody has signed. */
export function tlsReceiver(): Promise<Receiver> {
  return listening(https.createServer(selfSigned, answering(200, 'application/json', '{}')));
}

/** An HTTP/2 server without TLS, as gRPC has: it begins with a frame of settings. */
export function grpcReceiver(): Promise<Receiver> {
  const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  return listening(net.createServer((socket) => socket.on('error', ignore).write(settings)));
}

/** A server of Node.js for HTTP/2 without TLS. */
export function http2Receiver(): Promise<Receiver> {
  return listening(http2.createServer());
}

/** Accepts connections and closes them at the first byte. */
export function closingReceiver(): Promise<Receiver> {
  return listening(
    net.createServer((socket) => socket.on('error', ignore).once('data', () => socket.destroy())),
  );
}

function answering(status: number, type: string, body: string): http.RequestListener {
  return (request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(status, { 'content-type': type }).end(body));
  };
}

async function listening(server: Server): Promise<Receiver> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function ignore(): void {
  // The other side may close first.
}
