// An endpoint that fails is said in one line on stderr: where, which signals, why, what to do, what was lost.
// The application has its own output, exit code and end.

import { afterAll, describe, expect, it } from 'vitest';
import {
  closedPort,
  closingReceiver,
  grpcReceiver,
  http2Receiver,
  httpReceiver,
  tlsReceiver,
  type Receiver,
} from '../support/receivers.ts';
import { selfSigned } from '../support/self-signed.ts';
import { call, useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const imports = `import OpenAI from 'openai'; const client = new OpenAI();`;
const ends = `process.on('exit', (code) => console.log('mine', code));`;
const natural = `${imports} ${ends} ${call} process.exitCode = 4;`;
const byItself = `${imports} ${ends} ${call} process.exit(4);`;

const running: Receiver[] = [];
// Tests run beside each other.
afterAll(() => Promise.all(running.splice(0).map(({ close }) => close())));

type Environment = Readonly<Record<string, string>>;

async function linesAfter(
  source: string,
  env: Environment,
  files?: Environment,
): Promise<readonly string[]> {
  const result = await start(source, env, false, files).finished;
  expect(result).toMatchObject({ exitCode: 4, stdout: 'mine 4\n' });
  return result.stderr.split('\n').filter((line) => line !== '');
}

function endpoint({ port }: { port: number }, scheme = 'http', host = '127.0.0.1'): Environment {
  return { OTEL_EXPORTER_OTLP_ENDPOINT: `${scheme}://${host}:${port}` };
}

async function run(receiver: Promise<Receiver>): Promise<Receiver> {
  const ran = await receiver;
  running.push(ran);
  return ran;
}

type Case = [string, () => Promise<Environment>, string, string];

/** Answers with a status; the connection itself works. */
const statuses: Case[] = (
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
const kinds: Case[] = [
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

const others: Case[] = [
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
  [
    'a server with TLS is spoken to without it',
    async () => endpoint(await run(tlsReceiver())),
    'it closed the connection',
    'if it wants TLS, write https://',
  ],
];

async function expectLine(source: string, [, environment, reason, wayOut]: Case): Promise<void> {
  const env = await environment();
  const lines = await linesAfter(source, env);
  expect(lines).toEqual([expect.stringContaining(reason)]);
  expect(lines[0]).toContain(wayOut);
  expect(lines[0]).toContain(`llm-otel: OTLP to ${env['OTEL_EXPORTER_OTLP_ENDPOINT']!} fails`);
  expect(lines[0]).toContain('(traces, metrics)');
  expect(lines[0]).toMatch(/Lost so far: 1 span, \d+ metric points\.$/);
}

describe('at the natural end, one line says that', () => {
  it.concurrent.each([...kinds, ...statuses, ...others])('%s', (...each) =>
    expectLine(natural, each),
  );

  it('the certificate is for another host', async () => {
    const env = {
      ...endpoint(await run(tlsReceiver()), 'https'),
      OTEL_EXPORTER_OTLP_CERTIFICATE: 'authority.pem',
    };
    const lines = await linesAfter(natural, env, { 'authority.pem': selfSigned.cert });
    expect(lines).toEqual([expect.stringContaining('its certificate is for another host')]);
    expect(lines[0]).toContain('correct the host in OTEL_EXPORTER_OTLP_ENDPOINT');
  });

  it('a server for HTTP/2 answers', async () => {
    const lines = await linesAfter(natural, endpoint(await run(http2Receiver())));
    expect(lines).toEqual([expect.stringContaining('is this the gRPC port (4317)?')]);
  });

  it('the receiver rejects items of a batch, without its words', async () => {
    const body = `{"partialSuccess":{"rejectedSpans":"1","errorMessage":"secret words"}}`;
    const lines = await linesAfter(natural, endpoint(await run(httpReceiver(200, 'text/x', body))));
    expect(lines).toEqual([expect.stringContaining('rejected items in it (partial success)')]);
    expect(lines[0]).toMatch(/Lost so far: 1 span, 1 metric point\.$/);
    expect(lines[0]).not.toContain('secret words');
  });

  it('a signal fails that the receiver does not know', async () => {
    const { url } = sink();
    const env = { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `${url}/metrics` };
    const lines = await linesAfter(natural, env);
    expect(lines).toEqual([
      expect.stringContaining(`OTLP to ${url}/metrics fails (metrics): it answered 404 Not Found`),
    ]);
    expect(lines[0]).toContain('OTEL_EXPORTER_OTLP_METRICS_ENDPOINT is used as it is');
    expect(sink().traces()).toHaveLength(1);
  });

  it('two receivers fail, each in its own line', async () => {
    const env = {
      ...endpoint(await run(httpReceiver(401))),
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: `http://127.0.0.1:${await closedPort()}/v1/metrics`,
    };
    const lines = await linesAfter(natural, env);
    expect(lines).toHaveLength(2);
    expect(lines).toContainEqual(expect.stringContaining('(metrics): nothing listens there'));
    expect(lines).toContainEqual(expect.stringContaining('(traces): it answered 401'));
  });

  it('a receiver fails, without the user and the password of its URL', async () => {
    const env = endpoint({ port: await closedPort() }, 'http', 'me:hunter2@127.0.0.1');
    const lines = await linesAfter(natural, env);
    expect(lines).toEqual([expect.stringMatching(/OTLP to http:\/\/…@127\.0\.0\.1:\d+ fails/)]);
    expect(lines[0]).not.toContain('hunter2');
  });
});

describe('after process.exit()', () => {
  it.concurrent.each(kinds)('one line says that %s', (...each) => expectLine(byItself, each));
});

it('a signal ends the process after the line', async () => {
  const source = `${imports} ${call} console.log('ready'); setInterval(() => {}, 1e6);`;
  const program = start(source, endpoint(await run(httpReceiver(403))));
  await program.waitForStdout('ready');
  program.kill('SIGTERM');
  const { signal, stderr } = await program.finished;
  expect(signal).toBe('SIGTERM');
  expect(stderr).toMatch(/^llm-otel: OTLP to .* fails \(traces, metrics\): .*\n$/);
});

it('OTEL_LOG_LEVEL=none says nothing', async () => {
  const env = { ...endpoint({ port: await closedPort() }), OTEL_LOG_LEVEL: 'none' };
  expect(await linesAfter(natural, env)).toEqual([]);
});

it('a receiver that works says nothing', async () => {
  expect(await linesAfter(natural, {})).toEqual([]);
});

describe('in a process that goes on', () => {
  const source = `${imports} setInterval(async () => { ${call} }, 100);`;
  const env = { OTEL_BSP_SCHEDULE_DELAY: '20', OTEL_METRICS_EXPORTER: 'none' };

  it('a failure is said at once and not again, and so is its end', async () => {
    sink().behave({ status: 500 });
    const program = start(source, env);
    await program.waitForStderr(/fails \(traces\): it answered 500.*Lost so far: \d+ spans?\.\n/);
    sink().behave();
    await program.waitForStderr(
      /works again\. Lost since the last line: (?:nothing|\d+ spans?)\.\n/,
    );
    sink().behave({ status: 500 });
    const failed = (): number => sink().requests.filter(({ accepted }) => !accepted).length;
    const before = failed();
    await sink().waitFor(() => failed() > before + 3);
    program.kill('SIGTERM');
    const { stderr } = await program.finished;
    expect(stderr.split('\n').map((line) => /fails|works again/.exec(line)?.[0])).toEqual([
      'fails',
      'works again',
      undefined,
    ]);
  });

  it('threads say one line together', async () => {
    sink().behave({ status: 500 });
    const threads = `import { Worker, isMainThread } from 'node:worker_threads';
      if (isMainThread) for (let n = 0; n < 3; n += 1) new Worker(new URL(import.meta.url));`;
    const program = start(`${threads} ${source}`, env);
    const callers = (): number =>
      new Set(
        sink().requests.map(
          ({ rawBody }) => /instance\.id.*?stringValue":"(.*?)"/.exec(rawBody)?.[1],
        ),
      ).size;
    await sink().waitFor(() => callers() === 4 && sink().requests.length > 9);
    program.kill('SIGTERM');
    const { stderr } = await program.finished;
    expect(stderr.match(/llm-otel: OTLP to .* fails/g)).toHaveLength(1);
  });
});
