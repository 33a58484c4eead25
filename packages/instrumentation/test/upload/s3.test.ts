// Content in a bucket of a real S3 server, through the S3 client of AWS.

import { describe, expect, it } from 'vitest';
import { missingServer, useS3Server } from './s3-server.ts';
import {
  messages,
  runUpload,
  spanId,
  traceId,
  type UploadingProgram,
  type UploadOptions,
} from './program.ts';

const allStored = (stored: number): unknown => ({ stored, dropped: 0, failed: 0, pending: 0 });
const allFailed = (failed: number): unknown => ({ stored: 0, dropped: 0, failed, pending: 0 });
/** Milliseconds: more than a loaded machine needs to start a thread and to send a few objects. */
const lastMoment = 20_000;

if (missingServer !== undefined) console.warn(`uploads to S3 are not tested: ${missingServer}`);

describe.skipIf(missingServer !== undefined)('content in a bucket', () => {
  const { env, requests, spoil, objects, mostAtOnce } = useS3Server();
  const run = (body: string, options: UploadOptions = {}): Promise<UploadingProgram> =>
    runUpload(body, {
      basePath: 's3://content/llm/prompts/',
      ...options,
      env: { ...env(), ...options.env },
    });

  it('is an object for each part, and the references name them', async () => {
    const { references, counts, stderr } = await run(
      `send(7, { inputMessages: messages(7), outputMessages: ['ä'] }); await flush();`,
    );
    expect({ counts, stderr }).toEqual({ counts: allStored(1), stderr: '' });
    const stored = await objects();
    expect(stored.size).toBe(2);
    const textOf = (uri: string): string | undefined =>
      stored.get(uri.slice('s3://content/'.length));
    const { inputMessages, outputMessages } = references[0]!;
    expect(textOf(inputMessages!)).toBe(JSON.stringify(messages(7)));
    expect(textOf(outputMessages!)).toBe('["ä"]');
    expect(inputMessages).toMatch(
      new RegExp(
        `^s3://content/llm/prompts/\\d{4}-\\d\\d-\\d\\d/${traceId}/${spanId(7)}_input_messages.json$`,
      ),
    );
    // As the variables say: the endpoint with the bucket in its path, the region, and who asks.
    for (const { method, path: key, headers } of requests) {
      expect({ method, type: headers['content-type'] }).toEqual({
        method: 'PUT',
        type: 'application/json',
      });
      expect(key).toMatch(/^content\/llm\/prompts\//);
      expect(headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d+\/eu-central-1\/s3\//,
      );
    }
  });

  it('has a line for each message where lines are asked for, at the top of a bucket too', async () => {
    await run(`send(1, { inputMessages: [1, 2] }); await flush();`, {
      basePath: 's3://content',
      jsonFormat: 'jsonl',
    });
    const stored = await objects();
    expect([...stored.values()]).toEqual(['1\n2\n']);
    expect([...stored.keys()][0]).toMatch(/^\d{4}-.*\.jsonl$/);
    expect(requests[0]?.headers['content-type']).toBe('application/x-ndjson');
  });

  it('is sent once where calls share it, unless that failed', async () => {
    const shared = `{ systemInstructions: 'Be brief.', inputMessages: [] }`;
    spoil('answer-403', 1);
    const { counts } = await run(
      `send(1, { systemInstructions: 'Be brief.' }); await flush();
      for (let n = 2; n <= 9; n++) send(n, ${shared}); await flush();
      send(10, ${shared}); await flush();`,
    );
    expect(counts).toEqual({ stored: 9, dropped: 0, failed: 1, pending: 0 });
    expect((await objects()).size).toBe(10);
    expect(requests.filter((each) => each.path.includes('system_instructions'))).toHaveLength(2);
  });

  it('arrives by a second try of the client', async () => {
    spoil('answer-503', 1);
    const { counts } = await run(`send(1); await flush();`);
    expect(counts).toEqual(allStored(1));
    expect(requests.map(({ path: key }) => key)).toEqual([requests[0]?.path, requests[0]?.path]);
  });

  it.each(['process.exit(3)', 'setImmediate(() => process.exit(3))'])(
    'has arrived when the process has exited: %s',
    async (end) => {
      const { counts, exitCode } = await run(
        `for (let n = 1; n <= 9; n++) send(n, { systemInstructions: 1, inputMessages: messages(n) });
        process.on('exit', () => { send(10); }); ${end};`,
        { lastMoment },
      );
      expect({ counts, exitCode }).toEqual({ counts: allStored(9), exitCode: 3 });
      expect((await objects()).size).toBe(11);
    },
  );

  it.each(['await up.flush(1); process.exit(3)', 'process.exitCode = 3; await up.flush(1)'])(
    'is given up, and counted, while the server is silent: %s',
    async (end) => {
      spoil('never-answer', 'all');
      // The client waits for longer than this process may live.
      const { counts, exitCode, losses } = await run(`send(1); send(2); ${end};`, {
        lastMoment: 600_000,
        timeoutMs: 20_000,
      });
      expect({ counts, exitCode }).toEqual({ counts: allFailed(2), exitCode: 3 });
      expect(losses).toEqual(['Error: the process exits']);
    },
  );

  it('does not hold a process that nobody flushes', async () => {
    const { counts, exitCode } = await run(
      // A server that never answers, and that is no reason to stay either.
      `const server = require('node:http').createServer(({ socket }) => { socket.unref(); server.unref(); });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
      process.env.AWS_ENDPOINT_URL_S3 = 'http://127.0.0.1:' + server.address().port; send(1);`,
      { lastMoment: 1, timeoutMs: 20_000 },
    );
    expect({ counts, exitCode }).toEqual({ counts: allFailed(1), exitCode: 0 });
  });

  it('is sent in at most four pieces at a time', async () => {
    const { counts } = await run(
      `for (let n = 1; n <= 20; n++) send(n, { inputMessages: [n], outputMessages: [n] }); await flush();`,
    );
    expect(counts).toEqual(allStored(20));
    expect(mostAtOnce()).toBeLessThanOrEqual(4);
  });

  it.each([
    ['a bucket that is not there', { basePath: 's3://elsewhere/x' }, /^NoSuchBucket: /],
    [
      'a server that is down',
      { env: { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' } },
      /ECONNREFUSED/,
    ],
    [
      'a name with two addresses',
      { env: { AWS_ENDPOINT_URL_S3: 'http://localhost:1' } },
      /ECONNREFUSED/,
    ],
    ['no region', { env: { AWS_REGION: '' } }, /Region/],
  ])('fails with one line on stderr: %s', async (_, options, reason) => {
    const { counts, exitCode, losses, stderr } = await run(
      `send(1); send(2); send(3, {}); await flush(); send(4); await flush();`,
      options,
    );
    expect({ counts, exitCode }).toEqual({
      counts: { stored: 1, dropped: 0, failed: 3, pending: 0 },
      exitCode: 0,
    });
    expect(losses[0]).toMatch(reason);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('makes no request that an instrumentation sees, and loads no preload a second time', async () => {
    const { stdout, counts } = await run(
      `await (await fetch(process.env.AWS_ENDPOINT_URL_S3 + '/content')).text();
      for (let n = 1; n <= 5; n++) send(n); await flush();
      console.log(JSON.stringify(globalThis.spans()), fs.readFileSync('preloaded', 'utf8'));`,
      {
        nodeArguments: ['--require', './preload.cjs'],
        env: { NODE_OPTIONS: '--require ./preload.cjs' },
        files: {
          'preload.cjs': `
            if (globalThis.spans === undefined) {
              require('node:fs').appendFileSync('preloaded', 'once');
              const { trace, context } = require('@opentelemetry/api');
              const { AsyncLocalStorageContextManager } = require('@opentelemetry/context-async-hooks');
              const { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } = require('@opentelemetry/sdk-trace');
              const exporter = new InMemorySpanExporter();
              context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
              trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
              const { subscribe } = require('node:diagnostics_channel');
              for (const channel of ['http.client.request.created', 'undici:request:create', 'net.client.socket']) {
                subscribe(channel, () => trace.getTracer('probe').startSpan(channel).end());
              }
              globalThis.spans = () => exporter.getFinishedSpans().map(({ name }) => name);
            }`,
        },
      },
    );
    expect(counts).toEqual(allStored(5));
    // Those of the program's own request.
    expect(stdout).toMatch(/^\["undici:request:create"(,"net.client.socket")?\] once\n$/);
  });
});
