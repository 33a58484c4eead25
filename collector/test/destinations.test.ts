// The overlays that send to a backend and that our binary can run: the data arrives where the backend expects it,
// redacted, without content if another overlay removes it, and in spite of outages of either side.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { startStack, type Stack, type StackOptions } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { byNumber, CANARIES, canariesIn } from './canaries.ts';
import { eventually } from './eventually.ts';
import { ANYBODY, startGofakes3 } from './gofakes3.ts';
import { startHttpBackend, type HttpBackend } from './http-backend.ts';
import { sendCounter, sendLog, sendSpan } from './otlp-request.ts';

const { reason: missing } = findBinary('collector');
const mustRun = process.env['CI'] !== undefined;
if (missing !== undefined && !mustRun) console.warn(`skipped, since ${missing}`);

const RESOURCE = { 'service.name': 'leaky' };
const TEXTS = byNumber(CANARIES.map(({ text }) => text));
const PROMPT = 'which berth is free tonight';

const stacks: Stack[] = [];
const directories: string[] = [];
const backends: HttpBackend[] = [];

async function start(options: Partial<StackOptions> = {}): Promise<Stack> {
  const directory =
    options.directory ?? (await mkdtemp(path.join(tmpdir(), 'llm-otel-destination-')));
  directories.push(directory);
  const stack = await startStack({ ports: 'free', hasBackends: false, ...options, directory });
  stacks.push(stack);
  return stack;
}

async function startBackend(port?: number): Promise<HttpBackend> {
  const backend = await startHttpBackend(port);
  backends.push(backend);
  return backend;
}

/** A span, a log record and a counter, each with every secret and with a prompt. */
async function sendAll(collector: string): Promise<void> {
  const attributes = { ...TEXTS, 'gen_ai.input.messages': PROMPT };
  await sendSpan(collector, { resource: RESOURCE, attributes });
  await sendLog(collector, { resource: RESOURCE, attributes, body: TEXTS });
  await sendCounter(collector, [TEXTS], RESOURCE);
}

const pathsOf = ({ accepted }: HttpBackend): string[] =>
  [...new Set(accepted.map((request) => request.path))].toSorted();
const textOf = ({ accepted }: HttpBackend): string => accepted.map(({ body }) => body).join('');

describe.skipIf(missing !== undefined && !mustRun)('the overlay', () => {
  afterEach(async () => {
    await Promise.all(stacks.splice(0).map((stack) => stack.stop()));
    await Promise.all(backends.splice(0).map((backend) => backend.close()));
    for (const directory of directories.splice(0))
      await rm(directory, { recursive: true, force: true });
  });

  it('`forward-otlp` sends all signals, with a header, also through an outage', async () => {
    const backend = await startBackend();
    backend.answerWith(503);
    const { endpoints } = await start({
      overlays: ['forward-otlp'],
      variables: {
        LLM_OTEL_FORWARD_ENDPOINT: `${backend.url}/take/this`,
        LLM_OTEL_FORWARD_AUTHORIZATION: 'Bearer of-the-test',
      },
    });
    await sendAll(endpoints.otlpHttp);
    await eventually('a refused request', async () => (backend.refused() > 0 ? true : undefined));
    backend.answerWith(200);
    const paths = ['/take/this/v1/logs', '/take/this/v1/metrics', '/take/this/v1/traces'];
    await eventually('all signals', async () =>
      pathsOf(backend).length >= paths.length ? true : undefined,
    );
    expect(pathsOf(backend)).toEqual(paths);
    for (const { headers, body } of backend.accepted) {
      expect(headers.authorization).toBe('Bearer of-the-test');
      expect(body).toContain('leaky');
      expect(body).toContain('[SECRET:');
    }
    expect(textOf(backend)).toContain(PROMPT);
    expect(canariesIn(textOf(backend))).toEqual([]);
  });

  it('`forward-otlp` keeps its queue when the collector is killed', async () => {
    const backend = await startBackend();
    const variables = { LLM_OTEL_FORWARD_ENDPOINT: backend.url };
    await backend.close();
    const first = await start({ overlays: ['forward-otlp'], variables });
    await sendSpan(first.endpoints.otlpHttp, { resource: { 'service.name': 'survivor' } });
    process.kill(first.processes['collector']!, 'SIGKILL');
    await first.ended;
    const again = await startBackend(backend.port);
    await start({ overlays: ['forward-otlp'], variables, directory: directories[0]! });
    await eventually('the span', async () => (again.accepted.length > 0 ? true : undefined));
    expect(textOf(again)).toContain('survivor');
  });

  it('`loki` sends logs alone, for one tenant', async () => {
    const backend = await startBackend();
    const { endpoints, files } = await start({
      overlays: ['loki'],
      variables: { LLM_OTEL_LOKI_ENDPOINT: `${backend.url}/otlp`, LLM_OTEL_LOKI_TENANT: 'harbour' },
    });
    await sendAll(endpoints.otlpHttp);
    await eventually('the log', async () => (backend.accepted.length > 0 ? true : undefined));
    expect(pathsOf(backend)).toEqual(['/otlp/v1/logs']);
    expect(backend.accepted[0]?.headers['x-scope-orgid']).toBe('harbour');
    expect(textOf(backend)).toContain('[SECRET:');
    expect(canariesIn(textOf(backend))).toEqual([]);
    expect(await readFile(files.logs, 'utf8')).toContain('leaky');
  });

  it('`opensearch` sends all signals over gRPC', async () => {
    const receiver = await start();
    const { endpoints } = await start({
      overlays: ['opensearch'],
      variables: {
        LLM_OTEL_OPENSEARCH_ENDPOINT: receiver.endpoints.otlpGrpc.replace('http://', ''),
      },
    });
    await sendAll(endpoints.otlpHttp);
    for (const file of Object.values(receiver.files)) {
      const text = await eventually(file, () => readFile(file, 'utf8').catch(() => undefined));
      expect(text).toContain('leaky');
      expect(canariesIn(text)).toEqual([]);
    }
  });

  it('`s3` writes all signals to a bucket, compressed, under the day and the hour', async () => {
    const { port, stop } = await startGofakes3('harbour');
    onTestFinished(stop);
    const url = `http://127.0.0.1:${port}`;
    const { endpoints } = await start({
      overlays: ['s3'],
      variables: {
        ...ANYBODY,
        LLM_OTEL_S3_BUCKET: 'harbour',
        LLM_OTEL_S3_ENDPOINT: url,
        LLM_OTEL_S3_PATH_STYLE: 'true',
        LLM_OTEL_S3_EVERY: '100ms',
      },
    });
    await sendAll(endpoints.otlpHttp);
    const keys = await eventually('an object for each signal', async () => {
      const list = await (await fetch(`${url}/harbour?list-type=2`)).text();
      const found = [...list.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key!);
      return ['traces', 'metrics', 'logs'].every((signal) =>
        found.some((key) => key.includes(signal)),
      )
        ? found
        : undefined;
    });
    for (const key of keys) {
      expect(key).toMatch(/^llm-otel\/date=\d{4}-\d\d-\d\d\/hour=\d\d\/.*\.json\.gz$/);
      const answer = await fetch(`${url}/harbour/${key}`);
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      const text = await answer.text();
      expect(text).toContain('leaky');
      expect(canariesIn(text)).toEqual([]);
    }
  });

  it('combines with others: nothing of the content reaches any backend', async () => {
    const [forward, loki] = [await startBackend(), await startBackend()];
    const { endpoints, files } = await start({
      overlays: ['forward-otlp', 'loki', 'no-content', 'tail-sampling', 'debug'],
      variables: {
        LLM_OTEL_FORWARD_ENDPOINT: forward.url,
        LLM_OTEL_LOKI_ENDPOINT: `${loki.url}/otlp`,
      },
    });
    await sendAll(endpoints.otlpHttp);
    await eventually('all signals', async () =>
      pathsOf(forward).length >= 3 && loki.accepted.length > 0 ? true : undefined,
    );
    for (const text of [textOf(forward), textOf(loki), await readFile(files.traces, 'utf8')]) {
      expect(text).toContain('leaky');
      expect(text).not.toContain(PROMPT);
      expect(canariesIn(text)).toEqual([]);
    }
  });
});
