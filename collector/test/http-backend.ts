// An HTTP server in the place of a backend: it keeps what it is sent, and can be out of order. Knows no protocol: the
// strings of protobuf are readable in its bytes.

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The decompressed body, each byte a character. */
  readonly body: string;
}

export interface HttpBackend {
  readonly url: string;
  readonly port: number;
  /** What was answered with 200. */
  readonly accepted: readonly ReceivedRequest[];
  /** How many requests were answered with something else. */
  refused(): number;
  /** Answers with this status from now on. */
  answerWith(status: number): void;
  close(): Promise<void>;
}

/** Starts one; a port of 0 takes a free one. */
export async function startHttpBackend(port = 0): Promise<HttpBackend> {
  const accepted: ReceivedRequest[] = [];
  let status = 200;
  let refused = 0;
  const server = createServer((request, response) => {
    void buffer(request).then((bytes) => {
      const isZipped = request.headers['content-encoding'] === 'gzip';
      const body = (isZipped ? gunzipSync(bytes) : bytes).toString('latin1');
      if (status === 200)
        accepted.push({ path: request.url ?? '', headers: request.headers, body });
      else refused += 1;
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${taken}`,
    port: taken,
    accepted,
    refused: () => refused,
    answerWith(next) {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
