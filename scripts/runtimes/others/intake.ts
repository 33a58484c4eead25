// A server on the loopback interface for telemetry that a tool does not send as OTLP.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A running intake. */
export interface Intake {
  readonly port: number;
  /** The decompressed bodies, one character per byte. */
  readonly bodies: readonly string[];
  close(): Promise<void>;
}

/** Starts an intake that says `200 {}` to every request. */
export async function startIntake(): Promise<Intake> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      bodies.push(body);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const isGzip = request.headers['content-encoding'] === 'gzip';
  return (isGzip ? gunzipSync(body) : body).toString('latin1');
}
