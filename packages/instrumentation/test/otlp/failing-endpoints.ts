// Endpoints that fail, and what the line on stderr says of each.

import { afterAll } from 'vitest';
import {
  closedPort,
  closingReceiver,
  grpcReceiver,
  httpReceiver,
  tlsReceiver,
  type Receiver,
} from '../support/receivers.ts';

const running: Receiver[] = [];
// Tests run beside each other.
afterAll(() => Promise.all(running.splice(0).map(({ close }) => close())));

/** Variables by name. */
export type Environment = Readonly<Record<string, string>>;

/** The variable for a receiver. */
export function endpoint(
  { port }: { port: number },
  scheme = 'http',
  host = '127.0.0.1',
): Environment {
  return { OTEL_EXPORTER_OTLP_ENDPOINT: `${scheme}://${host}:${port}` };
}

/** Closes the receiver after the tests of the file. */
export async function run(receiver: Promise<Receiver>): Promise<Receiver> {
  const ran = await receiver;
  running.push(ran);
  return ran;
}

/** A title, the variables, the reason and the way out. */
export type Case = [string, () => Promise<Environment>, string, string];

/** Answers with a status; the connection itself works. */
export const statuses: Case[] = (
  [
    [400, 'it answered 400 Bad Request', 'OTLP in JSON'],
    [403, 'it answered 403 Forbidden', 'the key in OTEL_EXPORTER_OTLP_HEADERS'],
    [404, 'it answered 404 Not Found', '/v1/traces is appended to OTEL_EXPORTER_OTLP_ENDPOINT'],
    [413, 'it answered 413 Payload Too Large', 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE'],
    [415, 'it answered 415 Unsupported Media Type', 'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf'],
    [429, 'it answered 429 Too Many Requests', 'OTEL_TRACES_SAMPLER'],
    [302, 'it answered 302 Found', 'redirects are not followed'],
    [500, 'it answered 500 Internal Server Error', 'its own log says why'],
    [503, 'it answered 503 Service Unavailable', 'its own log says why'],
    [799, 'it answered 799', 'its own log says why'],
  ] as const
).map(([status, reason, wayOut]) => [
  `the answer is ${status}`,
  async () => endpoint(await run(httpReceiver(status))),
  reason,
  wayOut,
]);

/** Each is seen by the exporter and by the worker of the last export. */
export const kinds: Case[] = [
  [
    'nothing listens',
    async () => endpoint({ port: await closedPort() }),
    'nothing listens there (ECONNREFUSED)',
    'start a collector there, or correct OTEL_EXPORTER_OTLP_ENDPOINT',
  ],
  [
    'the answer is 401',
    async () => endpoint(await run(httpReceiver(401))),
    'it answered 401 Unauthorized',
    'set OTEL_EXPORTER_OTLP_HEADERS',
  ],
  [
    'a web page answers',
    async () => endpoint(await run(httpReceiver(200, 'text/html; charset=utf-8', '<p>hi</p>'))),
    'it answered 200 with a web page',
    'usually at port 4318',
  ],
  [
    'gRPC answers',
    async () => endpoint(await run(grpcReceiver())),
    'it does not speak HTTP/1.1',
    'is this the gRPC port (4317)?',
  ],
  [
    'nobody has signed the certificate',
    async () => endpoint(await run(tlsReceiver()), 'https'),
    'its certificate is not trusted',
    'set OTEL_EXPORTER_OTLP_CERTIFICATE',
  ],
];

/** More that the exporter sees. */
export const others: Case[] = [
  [
    'the host has no address',
    async () => endpoint({ port: 4318 }, 'http', 'collector.invalid'),
    'its host name cannot be resolved',
    'correct the host in OTEL_EXPORTER_OTLP_ENDPOINT',
  ],
  [
    'a web page answers that has another type',
    async () => endpoint(await run(httpReceiver(200, 'text/plain', ' <!DOCTYPE html><p>hi</p>'))),
    'it answered 200 with a web page',
    'usually at port 4318',
  ],
  [
    'the connection is closed',
    async () => endpoint(await run(closingReceiver())),
    'it closed the connection (ECONNRESET)',
    'is this the gRPC port (4317)?',
  ],
  [
    'TLS is spoken to a server without it',
    async () => endpoint(await run(httpReceiver(200)), 'https'),
    'it does not speak TLS',
    'write http:// in OTEL_EXPORTER_OTLP_ENDPOINT',
  ],
  ...(
    [
      ['Client sent an HTTP request to an HTTPS server.', 'it speaks TLS', 'write https:// in'],
      ['The plain HTTP request was sent to HTTPS port', 'it speaks TLS', 'write https:// in'],
      [
        '{"code":3,"message":"http: request body too large"}',
        'the request was larger than it takes',
        'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
      ],
    ] as const
  ).map(([body, reason, wayOut]): Case => [
    `the answer is 400 and: ${body}`,
    async () => endpoint(await run(httpReceiver(400, 'text/plain', body))),
    reason,
    wayOut,
  ]),
  [
    'a server with TLS is spoken to without it',
    async () => endpoint(await run(tlsReceiver())),
    'it closed the connection',
    'if it wants TLS, write https://',
  ],
];
