// An S3 server, gofakes3, behind a proxy that sees what is asked of it and may spoil the answer.

import { once } from 'node:events';
import {
  createServer,
  request as forward,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { findBinary } from '../../../../collector/distribution/binaries.ts';
import { ANYBODY, startGofakes3 } from '../../../../collector/test/gofakes3.ts';

/** What the proxy does with the next request. */
type Spoiling = 'answer-503' | 'answer-403' | 'never-answer';

/** One request as it came in. */
interface S3Request {
  readonly method: string;
  /** Bucket and key. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** What the tests of a file work with. */
export interface S3Server {
  /** Where the server is, and somebody who may write: variables of the AWS SDKs. */
  env(): Record<string, string>;
  /** What has been asked since the test began. */
  readonly requests: S3Request[];
  /** How many requests were under way at the same time. */
  mostAtOnce(): number;
  /** Spoils the next requests, one after the other; `'all'` spoils all. */
  spoil(how: Spoiling, requests: number | 'all'): void;
  /** Keys and texts of the objects in the bucket `content`. */
  objects(): Promise<Map<string, string>>;
}

/** Why the tests are skipped, if they are. In CI they never are: the server is built before. */
export const missingServer =
  process.env['CI'] === undefined ? findBinary('gofakes3').reason : undefined;

/** Starts a server for the tests of a file, with an empty bucket `content` for each. */
export function useS3Server(): S3Server {
  const requests: S3Request[] = [];
  let spoiled: { how: Spoiling; left: number } | undefined;
  let upstream = 0;
  let stop = (): void => undefined;
  let underWay = 0;
  let most = 0;
  const hanging = new Set<ServerResponse>();

  const proxy = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    requests.push({ method, path: decodeURIComponent(url.split('?')[0]!.slice(1)), headers });
    most = Math.max(most, ++underWay);
    outgoing.on('close', () => underWay--);
    if (spoiled !== undefined && spoiled.left > 0) {
      spoiled.left -= 1;
      if (spoiled.how === 'never-answer') hanging.add(outgoing);
      else incoming.resume().on('end', () => outgoing.writeHead(statusOf(spoiled!.how)).end());
      return;
    }
    pass(incoming, outgoing, upstream);
  });

  beforeAll(async () => {
    ({ port: upstream, stop } = await startGofakes3('content'));
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
  });
  afterEach(async () => {
    for (const key of (await objects(upstream)).keys()) {
      await fetch(`http://127.0.0.1:${upstream}/content/${key}`, { method: 'DELETE' });
    }
    spoiled = undefined;
    hanging.forEach((outgoing) => outgoing.destroy());
    hanging.clear();
    requests.length = 0;
    most = 0;
  });
  afterAll(() => {
    stop();
    proxy.close();
  });

  return {
    env: () => ({
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      ...ANYBODY,
    }),
    requests,
    mostAtOnce: () => most,
    spoil: (how, count) => (spoiled = { how, left: count === 'all' ? Infinity : count }),
    objects: () => objects(upstream),
  };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url, headers } = incoming;
  const passed = forward({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on('error', () => outgoing.destroy());
  incoming.pipe(passed);
}

async function objects(port: number): Promise<Map<string, string>> {
  const bucket = `http://127.0.0.1:${port}/content`;
  const list = await (await fetch(`${bucket}?list-type=2`)).text();
  const keys = [...list.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key!);
  return new Map(
    await Promise.all(
      keys.map(async (key): Promise<[string, string]> => [
        key,
        await (await fetch(`${bucket}/${key}`)).text(),
      ]),
    ),
  );
}

function statusOf(how: Spoiling): number {
  return how === 'answer-403' ? 403 : 503;
}
