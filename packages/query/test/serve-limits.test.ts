// Clients that send too much, too slowly or too often.
import { describe, expect, it } from 'vitest';
import { call, logOf } from './records.ts';
import { send, serve, useServed } from './served.ts';

const served = useServed(() => [call()]);

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
    expect(await send(served().port, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await served().get('/health')).status).toBe(200);
  });

  it('runs four queries at once', async () => {
    const { get } = await serve(logOf(Array.from({ length: 2000 }, () => call())));
    const answers = await Promise.all(Array.from({ length: 40 }, () => get('/v1/metrics')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(36);
    const [{ headers, json } = answers[0]!] = refused;
    expect([headers['retry-after'], json.title]).toEqual(['1', 'Too many queries']);
    expect((await get('/v1/metrics')).json.total_requests).toBe(2000);
  });

  it('gives up on a query that takes too long, and answers the next', async () => {
    const records = Array.from({ length: 20_000 }, () => call());
    const { get } = await serve(logOf(records), ['--query-timeout', '0.001']);
    const { status, json } = await get('/v1/stats?group_by=model_combination,request_id');
    expect(status).toBe(503);
    expect(json.detail).toMatch(/took too long|still being read/);
    expect((await get('/health')).status).toBe(200);
  });
});
