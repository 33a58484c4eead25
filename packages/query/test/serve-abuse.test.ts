// Strangers, browsers of strangers, and clients that mean no good.
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './command.ts';
import { call, directory, LOG, logOf, write } from './records.ts';
import { serve, type Served, startServing, YEAR } from './served.ts';

const TOKEN = 'a-token-of-some-length';
const CONTENT_TOKEN = 'another-token-for-content';
const CONTENT = [{ role: 'user', parts: [{ type: 'text', content: 'secret' }] }];
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

let folder: string;
let served: Served;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'abuse-'));
  write(folder, [call({ input_messages: CONTENT, session_id: 's' })]);
  served = await startServing(folder);
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true });
});

/** Sends bytes that no client library would, and gives what comes back. */
async function send(bytes: string, port = served.port): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  return text(socket);
}

describe('who can reach it', () => {
  it('listens on this machine alone', async () => {
    const addresses = await Promise.all(
      ['127.0.0.1', '::1'].map(async (host) => {
        const sent = request({ host, port: served.port, path: '/health' }).end();
        const answer = await Promise.race([once(sent, 'response'), once(sent, 'error')]);
        return (answer[0] as { statusCode?: number; code?: string }).statusCode ?? answer[0].code;
      }),
    );
    expect(addresses[0]).toBe(200);
    expect([200, 'EADDRNOTAVAIL', 'EAFNOSUPPORT']).toContain(addresses[1]);
  });

  it.each(['0.0.0.0', '::', '192.0.2.1'])(
    'refuses to listen on %s without a token',
    async (host) => {
      const { status, stderr } = await run(['serve', '--host', host, '--dir', directory()]);
      expect(status).toBe(2);
      expect(stderr).toMatch(/reached from other machines, so a token is needed/);
    },
  );

  it.each([['short'], ['with a space in the token'], ['ümläüte-sind-keine-ascii']])(
    'refuses the token %s',
    async (token) => {
      const env = { LLM_OTEL_SERVE_TOKEN: token };
      const { status, stderr } = await run(['serve', '--dir', directory()], { env });
      expect([status, stderr.includes(token)]).toEqual([2, false]);
    },
  );

  it('listens elsewhere with one', async () => {
    const { get } = await serve(logOf([call()]), ['--host', '0.0.0.0'], {
      LLM_OTEL_SERVE_TOKEN: TOKEN,
    });
    expect((await get('/v1/metrics')).status).toBe(401);
    expect((await get('/v1/metrics', bearer(TOKEN))).status).toBe(200);
  });
});

describe('names and sites', () => {
  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io:80',
    'localhost:1:2',
    'evil@localhost',
  ])('does not answer to the name "%s"', async (host) => {
    expect((await served.get('/v1/metrics', { headers: { host } })).status).toBe(421);
    expect((await served.get('/', { headers: { host } })).status).toBe(421);
  });

  it('answers to its own names and to those it is given', async () => {
    const { get } = await serve(logOf([]), ['--allow-host', 'logs.example.com']);
    for (const host of [
      'localhost',
      'LOCALHOST:99',
      '127.0.0.1',
      '[::1]:8787',
      'logs.example.com',
    ]) {
      expect((await get('/v1/metrics', { headers: { host } })).status).toBe(200);
    }
  });

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
  ])('does not answer another site: %j', async (headers) => {
    const { status, headers: answered } = await served.get('/v1/metrics', { headers });
    expect(status).toBe(403);
    expect(answered['access-control-allow-origin']).toBeUndefined();
  });

  it('answers its own page, and a link to it', async () => {
    const origin = `http://127.0.0.1:${served.port}`;
    for (const headers of [
      { origin },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    ]) {
      const { status, headers: answered } = await served.get('/v1/metrics', { headers });
      expect([status, answered['access-control-allow-origin']]).toEqual([200, undefined]);
    }
  });
});

describe('tokens', () => {
  const env = { LLM_OTEL_SERVE_TOKEN: TOKEN, LLM_OTEL_SERVE_CONTENT_TOKEN: CONTENT_TOKEN };
  const withContent = () => logOf([call({ input_messages: CONTENT, not_known: 'secret' })]);

  it('are asked for, and only in the header', async () => {
    const { get } = await serve(withContent(), [], env);
    const wrong = [
      '',
      'Bearer',
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
      `Basic ${TOKEN}`,
      TOKEN,
    ];
    for (const authorization of wrong) {
      const { status, headers } = await get('/v1/metrics', { headers: { authorization } });
      expect([status, headers['www-authenticate']]).toEqual([
        401,
        expect.stringMatching(/^Bearer/),
      ]);
    }
    for (const name of ['token', 'access_token', 'authorization']) {
      expect((await get(`/v1/metrics?${name}=${TOKEN}`)).status).toBe(401);
    }
    expect((await get('/v1/nothing')).status).toBe(401);
    expect((await get('/health')).status).toBe(200);
  });

  it('show content where they are meant to', async () => {
    const { get } = await serve(withContent(), [], env);
    for (const where of [
      `/v1/logs?${YEAR}`,
      '/v1/export?format=csv',
      '/v1/export',
      '/v1/export?format=json',
    ]) {
      expect((await get(where, bearer(TOKEN))).body).not.toContain('secret');
      expect((await get(where, bearer(CONTENT_TOKEN))).body).toContain('secret');
    }
  });

  it('are read from files', async () => {
    const file = path.join(directory(), 'token');
    writeFileSync(file, `${TOKEN}\n`);
    const { get } = await serve(withContent(), ['--token-file', file, '--content']);
    expect((await get(`/v1/logs?${YEAR}`)).status).toBe(401);
    expect((await get(`/v1/logs?${YEAR}`, bearer(TOKEN))).body).toContain('secret');
    const { status, stderr } = await run(['serve', '--token-file', `${file}.not`]);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/cannot be read \(ENOENT\)/)]);
  });

  it('content is hidden without any, unless it is asked for', async () => {
    expect((await served.get('/v1/sessions/s')).body).not.toContain('secret');
    const { get } = await serve(withContent(), ['--content']);
    expect((await get(`/v1/logs?${YEAR}`)).body).toContain('secret');
  });
});

describe('what is asked', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND', 'TRACE'])(
    'does not answer %s',
    async (method) => {
      for (const where of ['/v1/logs', '/health', '/', '/nowhere']) {
        const { status, headers } = await served.get(where, { method });
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
    const { status, body, json } = await served.get(where);
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
    const { status, json } = await served.get(`/v1/logs?${query}`);
    expect([status, json.title]).toEqual([400, 'Bad request']);
    expect(json.detail).not.toMatch(/secret|\/tmp|--/);
  });

  it.each([
    `model=%27+OR+1%3D1+--`,
    `where=model_id%3D%27)%3BDROP+TABLE+calls%3B--`,
    'user_id=%25',
  ])('takes SQL for text: %s', async (query) => {
    expect((await served.get(`/v1/logs?${YEAR}&${query}`)).json.count).toBe(0);
    expect((await served.get('/v1/metrics')).json.total_requests).toBe(1);
  });

  it.each(['group_by=a%22)%3BDROP', 'group_by=input_messages', 'group_by=', 'order_by=evil'])(
    'refuses to group by %s',
    async (query) => {
      expect((await served.get(`/v1/stats?${query}`)).status).toBe(400);
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
      const { headers } = await served.get(where);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringMatching(/^default-src 'none'/),
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });

  it('tells requests on lines of their own, without parameters', async () => {
    const { get, port, stderr, stop } = await startServing(logOf([]), ['--access-log']);
    await get('/v1/x%0d%0aGET%20/fake%1b[31m?user_id=somebody');
    await send(
      'GET /v1/\u009b31m\u0080 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      port,
    );
    await get(`/${'a'.repeat(5000)}`);
    await stop();
    const lines = stderr().trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^\S+Z GET [\x20-\x7e…\uFFFD]{1,200} \d{3}$/u);
    expect(stderr()).not.toContain('somebody');
  });
});

describe('limits', () => {
  it.each([
    [
      'a URL of 8 KiB',
      `GET /v1/logs?model=${'x'.repeat(8200)} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`,
      414,
    ],
    [
      'headers of 16 KiB',
      `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(17_000)}\r\n\r\n`,
      431,
    ],
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'two lengths',
      'GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      400,
    ],
    ['an empty host', 'GET / HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n', 421],
    ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['headers that never end', 'GET / HTTP/1.1\r\nhost: localhost\r\nx: ', 408],
  ])('refuses %s', async (_, bytes, status) => {
    expect(await send(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await served.get('/health')).status).toBe(200);
  });

  it('has 200 sockets', async () => {
    const { port } = await serve(logOf([]));
    const sockets: Socket[] = [];
    for (let n = 0; n < 200; n += 1) {
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      await once(socket, 'connect');
    }
    const one = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(one, 'close');
    for (const socket of sockets) socket.destroy();
  });

  it('runs four queries at once, and forgets those whose client has gone', async () => {
    const topic = 'x'.repeat(20_000);
    const { get, port } = await serve(logOf(Array.from({ length: 2000 }, () => call({ topic }))));
    const unread = Array.from({ length: 4 }, () =>
      request({ port, host: '127.0.0.1', path: '/v1/export', agent: false }).end(),
    );
    await Promise.all(unread.map((sent) => once(sent, 'response')));
    const { status, headers, json } = await get('/v1/metrics');
    expect([status, headers['retry-after'], json.title]).toEqual([429, '1', 'Too many queries']);
    expect((await get('/health')).status).toBe(200);
    for (const sent of unread) sent.on('error', () => undefined).destroy();
    while ((await get('/v1/metrics')).status === 429);
    expect((await get('/v1/metrics')).json.total_requests).toBe(2000);
  });

  it('gives up on a query that takes too long, and answers the next', async () => {
    const records = Array.from({ length: 20_000 }, () => call());
    const { get } = await serve(logOf(records), ['--query-timeout', '0.001']);
    const { status, json } = await get('/v1/stats?group_by=model_combination,request_id');
    expect([status, json.detail]).toEqual([503, 'The query took too long; ask about less time.']);
    expect((await get('/health')).status).toBe(200);
  });
});
