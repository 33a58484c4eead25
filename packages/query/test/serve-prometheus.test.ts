// What Prometheus reads, read by its own tool.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { findBinary } from '../../../collector/distribution/binaries.ts';
import { call, failedCall, logOf } from './records.ts';
import { serve } from './served.ts';

const promtool = findBinary('promtool');

async function textOf(records: Parameters<typeof logOf>[0]): Promise<string> {
  const { get } = await serve(logOf(records));
  const { status, headers, body } = await get('/v1/metrics/prometheus');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  // It is built before the tests in CI.
  if (promtool.path === undefined && process.env['CI'] !== undefined)
    throw new Error(promtool.reason);
  if (promtool.path !== undefined) {
    execFileSync(promtool.path, ['check', 'metrics'], { input: body, stdio: 'pipe' });
  }
  return body;
}

describe('S2-75: GET /v1/metrics/prometheus', () => {
  it('S2-59: has the five metrics', async () => {
    const model = 'a"b\\c\nd';
    const body = await textOf([
      call({ latency_ms: 100, cost_usd: 0.25, user_id: 'u', session_id: 's' }),
      call({ latency_ms: 100.1, cost_usd: 0.5 }),
      call({ latency_ms: 31_000, cost_usd: null }),
      failedCall({ model_id: model, latency_ms: 2000 }),
      failedCall({ model_id: model, latency_ms: 2000, error_code: undefined }),
    ]);
    const escaped = String.raw`a\"b\\c\nd`;
    const lines = body.split('\n').filter((line) => !line.startsWith('#'));
    const gpt = 'model="gpt-4o"';
    expect(lines).toEqual(
      expect.arrayContaining([
        `llm_requests_total{${gpt},status="success"} 3`,
        `llm_requests_total{model="${escaped}",status="failure"} 2`,
        ...[1, 2, 2, 2, 2, 2, 2].map(
          (count, at) =>
            `llm_request_latency_seconds_bucket{${gpt},le="${[0.1, 0.5, 1, 2, 5, 10, 30][at]}"} ${count}`,
        ),
        `llm_request_latency_seconds_bucket{${gpt},le="+Inf"} 3`,
        `llm_request_latency_seconds_count{${gpt}} 3`,
        `llm_request_latency_seconds_bucket{model="${escaped}",le="2"} 2`,
        `llm_tokens_total{${gpt},type="prompt"} 30`,
        `llm_tokens_total{${gpt},type="completion"} 15`,
        `llm_errors_total{model="${escaped}",error_type="429"} 1`,
        `llm_errors_total{model="${escaped}",error_type="unknown"} 1`,
        `llm_cost_dollars{${gpt}} 0.75`,
      ]),
    );
    expect(body).toMatch(/seconds_sum\{model="gpt-4o"\} 31\.200/);
    expect(body).not.toMatch(/user|session/);
  });

  it('S3-34: has a gauge of follow-ups where there are conversations', async () => {
    const turn = { conversation_id: 'c', timestamp: '2026-10-05T10:00:00.000Z' };
    const body = await textOf([
      call(turn),
      call({ ...turn, timestamp: '2026-10-05T10:05:00.000Z' }),
      call({ conversation_id: 'other' }),
    ]);
    expect(body).toContain('llm_follow_up_ratio 0.5\n');
    expect(body).toContain('llm_correction_ratio 0\n');
    expect(await textOf([call()])).not.toContain('llm_follow_up_ratio');
  });

  it('adds up what has one name as it is shown', async () => {
    const names = ['m\u0001', 'm\u0002', 'm\u0002'];
    const body = await textOf(
      names.map((name) => failedCall({ model_id: name, error_code: `e${name}`, latency_ms: 500 })),
    );
    expect(body).toContain('llm_requests_total{model="m�",status="failure"} 3\n');
    expect(body).toContain('llm_errors_total{model="m�",error_type="em�"} 3\n');
    expect(body).toContain('llm_request_latency_seconds_sum{model="m�"} 1.5\n');
  });

  it('is well formed without a record', async () => {
    expect(await textOf([])).toMatch(/^# HELP llm_requests_total/);
  });

  it('has at most 2,000 series, and loses no call', async () => {
    const records = Array.from({ length: 3000 }, (_, n) =>
      failedCall({ model_id: `m${n % 300}`, error_code: `e${n}` }),
    );
    const lines = (await textOf(records)).split('\n').filter((line) => /^\w/.test(line));
    expect(lines.length).toBeLessThanOrEqual(2000);
    const sum = (name: string): number =>
      lines
        .filter((line) => line.startsWith(name))
        .reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
    expect([sum('llm_requests_total'), sum('llm_errors_total')]).toEqual([3000, 3000]);
  });
});
