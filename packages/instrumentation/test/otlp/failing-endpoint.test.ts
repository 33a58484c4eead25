// An endpoint that fails is said in one line on stderr: where, which signals, why, what to do, what was lost.
// The application has its own output, exit code and end.

import { describe, expect, it } from 'vitest';
import { closedPort, http2Receiver, httpReceiver, tlsReceiver } from '../support/receivers.ts';
import { selfSigned } from '../support/self-signed.ts';
import { call, useTracedProgram } from '../support/traced-program.ts';
import {
  endpoint,
  kinds,
  others,
  run,
  statuses,
  type Case,
  type Environment,
} from './failing-endpoints.ts';

const { sink, start } = useTracedProgram();

const imports = `import OpenAI from 'openai'; const client = new OpenAI();`;
const ends = `process.on('exit', (code) => console.log('mine', code));`;
const natural = `${imports} ${ends} ${call} process.exitCode = 4;`;
const byItself = `${imports} ${ends} ${call} process.exit(4);`;
const LOST = /Lost so far: 1 span, \d+ metric points\.$/;

async function linesAfter(
  source: string,
  env: Environment,
  files?: Environment,
): Promise<readonly string[]> {
  const result = await start(source, env, false, files).finished;
  expect(result).toMatchObject({ exitCode: 4, stdout: 'mine 4\n' });
  return result.stderr.split('\n').filter((line) => line !== '');
}

/** The only line, which says all. */
async function lineAfter(source: string, [, environment, reason, wayOut]: Case): Promise<string> {
  const env = await environment();
  const [line = '', ...more] = await linesAfter(source, env);
  expect(more).toEqual([]);
  expect(line).toContain(
    `llm-otel: OTLP to ${env['OTEL_EXPORTER_OTLP_ENDPOINT']!} fails (traces, metrics): ${reason}`,
  );
  expect(line).toContain(wayOut);
  return line;
}

describe('at the natural end, one line says that', () => {
  it.concurrent.each([...kinds, ...statuses, ...others])('%s', async (...each) => {
    expect(await lineAfter(natural, each)).toMatch(LOST);
  });

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
  it.concurrent.each(kinds)('one line says that %s', async (...each) => {
    expect(await lineAfter(byItself, each)).toMatch(LOST);
  });
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
