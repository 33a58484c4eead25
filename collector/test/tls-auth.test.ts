// With the overlay `tls-auth` only who has a token is heard, and only over TLS.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:http2';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readOtlpFile, runScenario, startMockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { eventually } from './eventually.ts';

const run = promisify(execFile);
const openssl = await run('openssl', ['version']).catch(() => undefined);
const missing =
  findBinary('collector').reason ?? (openssl ? undefined : 'openssl is not installed');
const mustRun = process.env['CI'] !== undefined;
if (missing !== undefined && !mustRun) console.warn(`skipped, since ${missing}`);

const TOKEN = 'a-token-of-the-test';
const root = path.join(import.meta.dirname, '../..');

describe.skipIf(missing !== undefined && !mustRun)('the overlay `tls-auth`', () => {
  let directory: string;
  let stack: Stack;
  let certificate: string;
  let tokens: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-tls-'));
    const tls = path.join(directory, 'tls');
    await mkdir(tls);
    await makeCertificate(tls);
    certificate = await readFile(path.join(tls, 'cert.pem'), 'utf8');
    tokens = path.join(tls, 'tokens');
    await writeFile(tokens, `another-token # of another application\n${TOKEN} # of the test\n`);
    stack = await startStack({
      // The collector works here, so that the defaults of the overlay find the files.
      directory,
      ports: 'free',
      overlays: ['tls-auth'],
      hasBackends: false,
    });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** The status of a request over TLS with one span of this name. */
  const send = (name: string, authorization?: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${stack.endpoints.otlpHttp.replace('http:', 'https:')}/v1/traces`,
        {
          method: 'POST',
          ca: certificate,
          headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.once('error', reject);
      sent.end(bodyOf(name));
    });

  it('takes a request with a token, and answers 401 without one or with another', async () => {
    expect(await send('no token')).toBe(401);
    expect(await send('wrong token', 'Bearer of-a-stranger')).toBe(401);
    expect(await send('only its beginning', `Bearer ${TOKEN.slice(0, -1)}`)).toBe(401);
    expect(await send('another scheme', `Basic ${TOKEN}`)).toBe(401);
    expect(await send('a comment', 'Bearer # of the test')).toBe(401);
    expect(await send('an empty token', 'Bearer ')).toBe(401);
    expect(await send('right token', `Bearer ${TOKEN}`)).toBe(200);
    expect(await send('the other token', 'Bearer another-token')).toBe(200);
    expect(await storedNames(stack)).toEqual(['right token', 'the other token']);
  });

  it('takes nothing without TLS', async () => {
    const { status } = await fetch(`${stack.endpoints.otlpHttp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: bodyOf('in the clear'),
    });
    expect(status).toBe(400);
    expect(await storedNames(stack)).not.toContain('in the clear');
  });

  it('asks for a token over gRPC, too', async () => {
    const address = stack.endpoints.otlpGrpc.replace('http:', 'https:');
    const unauthenticated = '16';
    expect(await grpcStatus(address, certificate)).toBe(unauthenticated);
    expect(await grpcStatus(address, certificate, 'Bearer of-a-stranger')).toBe(unauthenticated);
    expect(await grpcStatus(address, certificate, `Bearer ${TOKEN}`)).toBe('0');
  });

  it('takes the calls of an application that has the certificate and the token', async () => {
    const mock = await startMockLlm();
    const result = await runScenario({
      format: 'esm',
      source: `import '${path.join(root, 'examples/chat/chat.mjs')}';`,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: {
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        OTEL_EXPORTER_OTLP_ENDPOINT: stack.endpoints.otlpHttp.replace('http:', 'https:'),
        OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${TOKEN}`,
        OTEL_EXPORTER_OTLP_CERTIFICATE: path.join(directory, 'tls/cert.pem'),
      },
    });
    await mock.close();
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await storedNames(stack)).toContain('llm.call');
  });

  it('reads the tokens again when their file changes', async () => {
    await writeFile(tokens, 'a-new-token\n');
    await eventually('the new token', async () =>
      (await send('new token', 'Bearer a-new-token')) === 200 ? true : undefined,
    );
    expect(await send('old token', `Bearer ${TOKEN}`)).toBe(401);
  });
});

/** A certificate for 127.0.0.1 that nobody has signed, and its key, for a day. */
async function makeCertificate(directory: string): Promise<void> {
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'];
  const files = ['-keyout', 'key.pem', '-out', 'cert.pem'];
  await run('openssl', ['req', '-x509', '-days', '1', ...key, ...subject, ...files], {
    cwd: directory,
  });
}

function bodyOf(name: string): string {
  const span = { traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name };
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
}

/** Names of the spans in the file, which is written before a request is answered. */
async function storedNames({ files }: Stack): Promise<string[]> {
  const { spans } = await readOtlpFile(files.traces);
  return spans.map(({ name }) => name);
}

/** `grpc-status` of an empty request. */
async function grpcStatus(address: string, ca: string, authorization?: string): Promise<unknown> {
  const session = connect(address, { ca });
  try {
    return await new Promise((resolve, reject) => {
      session.once('error', reject);
      const stream = session.request({
        ':method': 'POST',
        ':path': '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
        'content-type': 'application/grpc',
        te: 'trailers',
        ...(authorization && { authorization }),
      });
      stream.once('error', reject);
      // A refusal comes in the headers, an answer in the trailers.
      const take = (headers: Record<string, unknown>): void => {
        if (headers['grpc-status'] !== undefined) resolve(headers['grpc-status']);
      };
      stream.once('response', take);
      stream.once('trailers', take);
      stream.resume();
      stream.end(Buffer.alloc(5));
    });
  } finally {
    session.close();
  }
}
