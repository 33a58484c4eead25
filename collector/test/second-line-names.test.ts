// What stands below the name of a secret is masked by the real collector, at any depth of JSON, and what only looks
// like such a name is not.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOtlpFile } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { type PlainMap, sendLog, sendSpan } from './otlp-request.ts';

const { reason: missing } = findBinary('collector');
const mustRun = process.env['CI'] !== undefined;
if (missing !== undefined && !mustRun) console.warn(`skipped, since ${missing}`);

const SECRET = 'opaque thing';
/** Spellings of names, each as the package knows it. */
const NAMES = [
  'password',
  'dbPassword',
  'DB_PASSWORD',
  'user.passwd',
  'pass',
  'pwd',
  'apiKey',
  'APIKey',
  'x-api-key',
  'AWS_SECRET_ACCESS_KEY',
  'clientSecret',
  'client_secret_old',
  'accessToken',
  'refresh_token',
  'token_live',
  'sessionCookie',
  'Set-Cookie',
  'Authorization',
  'credentials',
  'jwt',
  'pin',
  'otp',
  'cvv2',
  'contraseña',
  '密码',
];
/** What telemetry and tools are full of. */
const INNOCENT: PlainMap = {
  'gen_ai.token.type': 'input',
  'gen_ai.usage.output_tokens': 80,
  max_tokens: 512,
  monkey: 'banana',
  keynote: 'on Tuesday',
  passenger: 'Ada',
  spinner: 'dots',
  'app.compass': 'north',
  secretary: 'Grace',
  tokenizer: 'o200k_base',
  'app.ids': 'task-0123456789abcdef0123456789abcdef risk-assessmentofthewholething',
  schema: '{"properties":{"password":{"type":"string"},"token":{"description":"from the mail"}}}',
  definitions: [{ name: 'login', parameters: { pin: { type: 'string', minLength: 4 } } }],
  logprobs: '[{"token":"Hello","logprob":-0.31},{"token":" 2024","logprob":-1.2}]',
  argument: '{"tokens":120,"total_tokens":200,"pinned":"yours"}',
};

describe.skipIf(missing !== undefined && !mustRun)('the collector', () => {
  let directory: string;
  let stack: Stack;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-names-'));
    stack = await startStack({ directory, ports: 'free', hasBackends: false });
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function received(attributes: PlainMap): Promise<Record<string, unknown>> {
    await sendSpan(stack.endpoints.otlpHttp, { attributes });
    const { spans } = await readOtlpFile(stack.files.traces);
    return spans.at(-1)!.attributes;
  }

  it.each(NAMES)('masks what is named %s', async (name) => {
    const json = JSON.stringify({ id: 7, [name]: SECRET, city: 'Paris' });
    const masked = json.replace(SECRET, '[REDACTED]');
    const attributes = {
      [name]: SECRET,
      'app.json': json,
      'app.twice': JSON.stringify({ arguments: json }),
      'app.thrice': JSON.stringify([{ arguments: JSON.stringify({ of: json }) }]),
    };
    expect(await received(attributes)).toEqual({
      [name]: '[REDACTED]',
      'app.json': masked,
      'app.twice': JSON.stringify({ arguments: masked }),
      'app.thrice': JSON.stringify([{ arguments: JSON.stringify({ of: masked }) }]),
    });
    expect(await received({ 'app.list': [{ user: { [name]: SECRET } }] })).toEqual({
      'app.list': [{ user: { [name]: '[REDACTED]' } }],
    });
  });

  it('masks numbers, lists and objects with a value, and what a pair names', async () => {
    const attributes = {
      'app.json': JSON.stringify({
        password: 1234,
        api_key: 123_456_789,
        tokens: 120,
        secret: ['a b', 'c d'],
        credentials: { value: 'a b' },
        headers: [{ name: 'Authorization', value: 'a b' }],
      }),
      'app.count': 3,
    };
    expect(await received(attributes)).toEqual({
      'app.json': JSON.stringify({
        password: '[REDACTED]',
        api_key: '[REDACTED]',
        tokens: 120,
        secret: '[REDACTED]',
        credentials: '[REDACTED]',
        headers: [{ name: 'Authorization', value: '[REDACTED]' }],
      }),
      'app.count': 3,
    });
  });

  it('masks a token that is no part of a text', async () => {
    const json = JSON.stringify({ token: 'a1b2c3d4e5', city: 'Paris' });
    const masked = json.replace('a1b2c3d4e5', '[REDACTED]');
    expect(
      await received({ token: 'a1b2c3d4e5', text: json, twice: JSON.stringify([json]) }),
    ).toEqual({
      token: '[REDACTED]',
      text: masked,
      twice: JSON.stringify([masked]),
    });
  });

  it('masks what no list beside it brings back', async () => {
    const json = { password: 1234, secret: ['a b'], 'app.id': 7 };
    const attributes = {
      'app.json': JSON.stringify(json),
      'app.list': [{ password: 'a b', n: 1 }],
    };
    expect(await received(attributes)).toEqual({
      'app.json': JSON.stringify({ ...json, password: '[REDACTED]', secret: '[REDACTED]' }),
      'app.list': [{ password: '[REDACTED]', n: 1 }],
    });
  });

  it('masks texts with quotes, backslashes and braces in them', async () => {
    const secret = String.raw`a "b" \ {c} [d], e\n`;
    const json = JSON.stringify({ password: secret, city: 'Paris' });
    const masked = JSON.stringify({ password: '[REDACTED]', city: 'Paris' });
    const twice = (text: string): string => JSON.stringify({ arguments: text });
    expect(
      await received({ password: secret, 'app.json': json, 'app.twice': twice(json) }),
    ).toEqual({ password: '[REDACTED]', 'app.json': masked, 'app.twice': twice(masked) });
    expect(await received({ 'app.list': [{ password: secret, at: [json] }] })).toEqual({
      'app.list': [{ password: '[REDACTED]', at: [masked] }],
    });
  });

  it('leaves out what is named so beside a number that JSON does not have', async () => {
    const attributes = await received({ 'db.password': SECRET, score: Number.NaN, city: 'Paris' });
    expect(attributes).toEqual({ score: Number.NaN, city: 'Paris' });
  });

  it('masks in bodies of log records', async () => {
    await sendLog(stack.endpoints.otlpHttp, { body: { user: { password: SECRET } } });
    await sendLog(stack.endpoints.otlpHttp, { body: `{"password":"${SECRET}"}` });
    const { logs } = await readOtlpFile(stack.files.logs);
    expect(logs.map(({ body }) => body)).toEqual([
      { user: { password: '[REDACTED]' } },
      '{"password":"[REDACTED]"}',
    ]);
  });

  it('leaves names alone that only contain such a word', async () => {
    expect(await received(INNOCENT)).toEqual(INNOCENT);
  });
});
