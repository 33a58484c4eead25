// Who is answered: machines, names, sites, tokens.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './command.ts';
import { call, directory, logOf } from './records.ts';
import { serve, useServed, YEAR } from './served.ts';

const TOKEN = 'a-token-of-some-length';
const CONTENT_TOKEN = 'another-token-for-content';
const CONTENT = [{ role: 'user', parts: [{ type: 'text', content: 'secret' }] }];
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const served = useServed(() => [call({ input_messages: CONTENT, session_id: 's' })]);

describe('who can reach it', () => {
  it('listens on this machine alone', async () => {
    const addresses = await Promise.all(
      ['127.0.0.1', '::1'].map(async (host) => {
        const sent = request({ host, port: served().port, path: '/health' }).end();
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
      const args = ['serve', '--port', '0', '--dir', directory()];
      const { status, stderr } = await run(args, { env });
      expect([status, stderr.includes(token)]).toEqual([2, false]);
      expect(stderr).toMatch(/at least 16 visible characters/);
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
    expect((await served().get('/v1/metrics', { headers: { host } })).status).toBe(421);
    expect((await served().get('/', { headers: { host } })).status).toBe(421);
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
    ...['cross-site', 'same-site', 'Cross-Site', 'none, cross-site', 'new'].flatMap((site) =>
      ['document', 'iframe', 'embed', 'object', 'frame', undefined].map((destination) => ({
        'sec-fetch-site': site,
        'sec-fetch-mode': 'navigate',
        ...(destination !== undefined && { 'sec-fetch-dest': destination }),
      })),
    ),
  ])('does not answer another site: %j', async (headers) => {
    for (const where of [
      '/v1/metrics',
      `/v1/logs?${YEAR}`,
      '/v1/export',
      '/v1/metrics/prometheus',
    ]) {
      const { status, body, headers: answered } = await served().get(where, { headers });
      expect([where, status]).toEqual([where, 403]);
      expect(body).not.toContain('gpt-4o');
      expect(answered['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('answers its own page, and what a person opens', async () => {
    const origin = `http://127.0.0.1:${served().port}`;
    for (const headers of [
      { origin },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' },
    ]) {
      const { status, headers: answered } = await served().get('/v1/metrics', { headers });
      expect([status, answered['access-control-allow-origin']]).toEqual([200, undefined]);
    }
  });

  it.each(['cross-site', 'same-site'])(
    'sends the empty page to a link that is %s',
    async (site) => {
      const asked = (mode: string, destination: string) => ({
        headers: {
          'sec-fetch-site': site,
          'sec-fetch-mode': mode,
          'sec-fetch-dest': destination,
        },
      });
      const { status, body, headers } = await served().get('/', asked('navigate', 'document'));
      expect([status, body.includes('gpt-4o')]).toEqual([200, false]);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      for (const destination of ['iframe', 'frame', 'embed', 'object']) {
        expect((await served().get('/', asked('navigate', destination))).status).toBe(403);
      }
      expect((await served().get('/', asked('no-cors', 'script'))).status).toBe(403);
      expect((await served().get('/page/main.js', asked('no-cors', 'script'))).status).toBe(403);
      for (const where of ['//v1/metrics', '/?/../v1/metrics', '/%2e/v1/metrics']) {
        const { body: answered } = await served().get(where, asked('navigate', 'document'));
        expect(answered).not.toContain('total_requests');
      }
    },
  );
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
    expect((await served().get('/v1/sessions/s')).body).not.toContain('secret');
    const { get } = await serve(withContent(), ['--content']);
    expect((await get(`/v1/logs?${YEAR}`)).body).toContain('secret');
  });
});
