// What is asked: methods, paths, parameters; and what the answers carry.
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, LOG, logOf } from './records.ts';
import { send, serve, startServing, useServed, YEAR } from './served.ts';

const served = useServed(() => [call()]);

describe('what is asked', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND', 'TRACE'])(
    'does not answer %s',
    async (method) => {
      for (const where of ['/v1/logs', '/health', '/', '/nowhere']) {
        const { status, headers } = await served().get(where, { method });
        expect([where, status, headers['allow']]).toEqual([where, 405, 'GET']);
      }
    },
  );

  const UP = '..%2f..%2f..%2fetc%2fpasswd';
  it.each([
    ...[
      UP,
      '..%5c..%5cwindows',
      '%00',
      '0'.repeat(32),
      'F'.repeat(32),
      'f'.repeat(31),
      'f'.repeat(33),
    ].map((id) => `/v1/traces/${id}`),
    ...[UP, '.hidden', '%2e%2e', 'a%2fb', 'a%00', 'a%0d%0ab', '-rf', 'x'.repeat(201)].flatMap(
      (id) => [`/v1/calls/${id}`, `/v1/sessions/${id}`],
    ),
    '/v1/traces/../../../etc/passwd',
    '/page/../package.json',
    `/page/${UP}`,
    '/page/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//etc/passwd',
    '/v1/calls/%',
    '/v1/calls/%ff%fe',
  ])('finds no file and no record at %s', async (where) => {
    const { status, body, json } = await served().get(where);
    expect([400, 404, 414]).toContain(status);
    expect(json).toMatchObject({ status, detail: expect.any(String) });
    expect(body).not.toMatch(/root:|node_modules|\bat .*\.[jt]s|"dependencies"/);
  });

  it.each([
    `start_time=2026-01-01T00:00:00Z`,
    'start_time=2026-01-01&end_time=2026-02-01',
    'start_time=2026-01-01T00:00:00&end_time=2026-02-01T00:00:00',
    'start_time=2026-02-30T00:00:00Z&end_time=2026-03-02T00:00:00Z',
    'start_time=2026-02-02T00:00:00Z&end_time=2026-02-01T00:00:00Z',
    'start_time=2025-01-01T00:00:00Z&end_time=2026-01-02T00:00:01Z',
    'start_time=now&end_time=now',
    'start_time=2026-01-01T25:00:00Z&end_time=2026-02-01T00:00:00Z',
    ...[
      'limit=0',
      'limit=10001',
      'limit=-1',
      'limit=1.5',
      'limit=1e9',
      'limit=x',
      'limit=',
      'limit=1&limit=2',
    ]
      .concat([
        'cursor=x',
        'cursor=WzEsMl0',
        'cursor=%00',
        'order=up',
        'status=ok',
        'model=',
        'model=a&model=b',
      ])
      .concat([
        'trace_id=1',
        'nothing=1',
        'input_messages=x',
        'where=input_messages~secret',
        'where=x',
      ])
      .concat(['where=a%22b=1', 'type=nothing', '__proto__=1', `model=${'x'.repeat(513)}`])
      .map((more) => `${YEAR}&${more}`),
  ])('refuses %s', async (query) => {
    const { status, json } = await served().get(`/v1/logs?${query}`);
    expect([status, json.title]).toEqual([400, 'Bad request']);
    expect(json.detail).not.toMatch(/secret|\/tmp|--/);
  });

  it.each([
    `model=%27+OR+1%3D1+--`,
    `where=model_id%3D%27)%3BDROP+TABLE+calls%3B--`,
    'user_id=%25',
  ])('takes SQL for text: %s', async (query) => {
    expect((await served().get(`/v1/logs?${YEAR}&${query}`)).json.count).toBe(0);
    expect((await served().get('/v1/metrics')).json.total_requests).toBe(1);
  });

  it.each(['group_by=a%22)%3BDROP', 'group_by=input_messages', 'group_by=', 'order_by=evil'])(
    'refuses to group by %s',
    async (query) => {
      expect((await served().get(`/v1/stats?${query}`)).status).toBe(400);
    },
  );

  it('reads no file that a link leads to out of the directory', async () => {
    const outside = logOf([call(), call()]);
    const folder = logOf([call()]);
    symlinkSync(path.join(outside, LOG), path.join(folder, 'llm_logs_2026-10-06.jsonl'));
    symlinkSync('/etc/passwd', path.join(folder, 'llm_logs_2026-10-07.jsonl'));
    symlinkSync('nowhere', path.join(folder, 'llm_logs_2026-10-08.jsonl'));
    const { get } = await serve(folder);
    expect((await get(`/v1/logs?${YEAR}`)).json).toMatchObject({
      count: 1,
      log: { read: 1, bad: 0 },
    });
  });

  it('sends what keeps a browser from running anything, with refusals too', async () => {
    for (const where of [
      '/v1/metrics',
      '/v1/export?format=csv',
      '/nowhere',
      '/v1/logs',
      '/openapi.json',
    ]) {
      const { headers } = await served().get(where);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^default-src 'none'/),
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('lets the page load from its own service alone', async () => {
    for (const where of ['/', '/page/main.js', '/page/uplot.js', '/page/style.css']) {
      const { headers } = await served().get(where);
      expect(String(headers['content-security-policy']).split('; ')).toEqual([
        "default-src 'none'",
        ...['script', 'style', 'connect', 'img'].map((kind) => `${kind}-src 'self'`),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]);
    }
  });

  it('tells requests on lines of their own, without parameters', async () => {
    const { get, port, stderr, stop } = await startServing(logOf([]), ['--access-log']);
    await get('/v1/x%0d%0aGET%20/fake%1b[31m?user_id=somebody');
    const raw = 'GET /v1/\u009b31m\u0080 HTTP/1.1\r\nhost: localhost\r\n\r\n';
    expect(await send(port, raw)).toMatch(/^HTTP\/1.1 400 /);
    await get(`/${'a'.repeat(5000)}`);
    await stop();
    const lines = stderr().trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^\S+Z GET [\x20-\x7e…\uFFFD]{1,200} \d{3}$/u);
    expect(stderr()).not.toContain('somebody');
  });
});
