// The questions that were asked for, each answered by the command on a log made for it.
import { describe, expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { call, failedCall, feedback, hex, logOf, requestId, type TestRecord } from './records.ts';

const times = (count: number, make: (at: number) => TestRecord): TestRecord[] =>
  Array.from({ length: count }, (_, at) => make(at));

const where = (row: { group: object }, group: object): boolean =>
  JSON.stringify(row.group) === JSON.stringify(group);

describe('stats', () => {
  it('S2-63, S2-74: sums up in seven numbers', async () => {
    const log = logOf([
      call({ latency_ms: 100, total_tokens: 10, cost_usd: 0.25 }),
      call({ latency_ms: 300, total_tokens: 20, cost_usd: 0.5 }),
      failedCall({ latency_ms: 200, total_tokens: undefined }),
      call({ log_type: 'step_completed', latency_ms: 9999, total_tokens: 99 }),
    ]);
    expect(await ask(log, 'stats')).toMatchObject({
      total_requests: 3,
      total_tokens: 30,
      total_errors: 1,
      total_cost: 0.75,
      p50_latency_ms: 200,
      p95_latency_ms: 290,
      p99_latency_ms: 298,
      log: { read: 4, bad: 0, pending: 0, joined: 0 },
    });
    expect(await ask(log, 'stats', '--type', 'all')).toMatchObject({ total_requests: 4 });
  });

  it('takes neither a start nor feedback for a call', async () => {
    const { success: _, status: __, latency_ms: ___, ...start } = call({ cost_usd: 9 });
    const log = logOf([
      { ...start, log_type: 'request_started' },
      call({ span_id: start['span_id'], cost_usd: 1 }),
      call({ log_type: 'tool_completed' }),
      feedback({ trace_id: start['trace_id'], feedback_score: 1 }),
    ]);
    const all = ['--type', 'all'];
    expect(await ask(log, 'stats', ...all)).toMatchObject({ total_requests: 2, total_cost: 1 });
    const { groups } = await ask(log, 'top', '--by', 'log_type', ...all);
    expect(groups.map((row: { group: object }) => Object.values(row.group)).toSorted()).toEqual([
      ['generation_completed'],
      ['tool_completed'],
    ]);
    const { sides } = await ask(log, 'compare', '--by', 'model_id', ...all);
    expect(sides).toMatchObject([{ count: 2 }]);
    expect(await ask(log, 'stats', '--type', 'started')).toMatchObject({ total_requests: 1 });
    expect((await ask(log, 'logs')).count).toBe(4);
  });

  it('S0-57: counts safety flags by their conditions', async () => {
    const log = logOf([
      call({ safety_flags: ['violence', 'hate'], attributes: { domain: 'news' } }),
      call({ safety_flags: ['violence'], attributes: { domain: 'news' } }),
      call({ safety_flags: ['violence'], attributes: { domain: 'games' } }),
      call({ attributes: { domain: 'games' } }),
    ]);
    const { groups } = await ask(log, 'stats', '--group-by', 'safety_flag,domain');
    const countOf = (safety_flag: string | null, domain: string): number =>
      groups.find((row: { group: object }) => where(row, { safety_flag, domain }))?.count;
    expect(countOf('violence', 'news')).toBe(2);
    expect(countOf('hate', 'news')).toBe(1);
    expect(countOf('violence', 'games')).toBe(1);
    expect(countOf(null, 'games')).toBe(1);
  });

  it('S0-58: divides all cost by the calls that succeeded', async () => {
    const log = logOf([
      call({ user_segment: 'free', environment: 'production', cost_usd: 0.3 }),
      failedCall({ user_segment: 'free', environment: 'production', cost_usd: 0.1 }),
      failedCall({ user_segment: 'paid', environment: 'production', cost_usd: 0.1 }),
      call({ user_segment: 'paid', environment: 'staging', cost_usd: null }),
    ]);
    const { groups } = await ask(log, 'stats', '--group-by', 'user_segment,environment');
    const costs = groups.map((row: Record<string, unknown>) => [
      Object.values(row['group'] as object).join(' '),
      row['cost_per_success'],
    ]);
    expect(Object.fromEntries(costs)).toEqual({
      'free production': 0.4,
      'paid production': null,
      'paid staging': null,
    });
  });

  it('S0-59, S0-60: tells which models satisfy', async () => {
    const trace = (at: number): string => hex(0xabc0 + at, 32);
    const both = (at: number): TestRecord[] => [
      call({ trace_id: trace(at), model_id: 'large' }),
      call({ trace_id: trace(at), model_id: 'small' }),
      feedback({ trace_id: trace(at), feedback_score: 0.9 }),
    ];
    const log = logOf([
      ...both(1),
      ...both(2),
      call({ trace_id: trace(3), model_id: 'small', request_id: requestId(0xfff) }),
      feedback({ feedback_request_id: requestId(0xfff), feedback_score: 0.2 }),
    ]);
    const { groups } = await ask(log, 'stats', '--group-by', 'model_combination');
    const means = groups.map((row: Record<string, unknown>) => [
      (row['group'] as Record<string, unknown>)['model_combination'],
      row['feedback_mean'],
      row['feedback_count'],
    ]);
    expect(means).toEqual([
      ['large + small', 0.9, 2],
      ['small', 0.2, 1],
    ]);
    const byModel = await ask(log, 'stats', '--group-by', 'model_id');
    const small = byModel.groups.find((row: { group: object }) =>
      where(row, { model_id: 'small' }),
    );
    expect(small.feedback_count).toBe(3);
    expect(small.feedback_mean).toBeCloseTo(2 / 3, 9);
    expect((await run(['stats', '--dir', log])).stdout).toContain('feedback');
  });

  it('says how many calls have no price', async () => {
    const log = logOf([call({ cost_usd: 1.5 }), call({ cost_usd: null }), call()]);
    expect((await run(['stats', '--dir', log])).stdout).toContain('2 of 3 calls have no price');
  });

  it('S0-61, S0-53: groups by time, and by any dimension', async () => {
    const log = logOf([
      call({ timestamp: '2026-10-04T23:59:59.999Z', region: 'eu', deployment_id: 'blue' }),
      call({ timestamp: '2026-10-05T00:00:00.000Z', region: 'us', deployment_id: 'blue' }),
    ]);
    const { groups } = await ask(log, 'stats', '--group-by', 'day,region,deployment_id');
    expect(groups.map((row: { group: object }) => row.group)).toEqual([
      { day: '2026-10-04T00:00:00.000Z', region: 'eu', deployment_id: 'blue' },
      { day: '2026-10-05T00:00:00.000Z', region: 'us', deployment_id: 'blue' },
    ]);
  });
});

it('S0-56: finds prompts that are slow for a version of a model', async () => {
  const of = (
    prompt_template_id: string,
    model_version: string,
    latency_ms: number,
  ): TestRecord[] =>
    times(20, (at) => call({ prompt_template_id, model_version, latency_ms: latency_ms + at }));
  const log = logOf([...of('a', 'v1', 100), ...of('a', 'v2', 900), ...of('b', 'v2', 200)]);
  const by = ['--by', 'prompt_template_id,model_version', '--metric', 'p95'];
  const { groups } = await ask(log, 'top', ...by);
  expect(groups.map((row: { group: object }) => Object.values(row.group).join(' '))).toEqual([
    'a v2',
    'b v2',
    'a v1',
  ]);
  expect(groups[0].p95_ms).toBeCloseTo(918.05, 9);
  expect((await ask(log, 'top', ...by, '--limit', '1')).groups).toHaveLength(1);
});

it('S0-54: compares variants, and knows what chance explains', async () => {
  const of = (variant: string, latency: number): TestRecord[] =>
    times(50, (at) => call({ variant, latency_ms: latency + (at % 10), cost_usd: 0.01 }));
  const log = logOf([...of('A', 500), ...of('B', 400), ...of('C', 501).slice(0, 10)]);
  const { sides } = await ask(log, 'compare', '--by', 'variant');
  const [a, b, c] = sides;
  expect([a.name, a.count, a.mean_ms, a.p95_ms, a.cost_usd]).toEqual(['A', 50, 504.5, 509, 0.5]);
  expect(a.mean_interval_ms[0]).toBeLessThan(504.5);
  expect(a.mean_interval_ms[1]).toBeGreaterThan(504.5);
  expect([b.difference_ms, b.is_significant]).toEqual([-100, true]);
  expect([c.difference_ms, c.is_significant]).toEqual([1, false]);
  const { stdout } = await run(['compare', '--by', 'variant', '--dir', log]);
  expect(stdout).toMatch(/B .*faster/);
  expect(stdout).toMatch(/C .*may be chance/);
});

it('S0-52, S0-61: compares a window of time with the one before', async () => {
  const log = logOf([
    call({ timestamp: '2026-10-01T00:00:00.000Z', latency_ms: 100 }),
    call({ timestamp: '2026-10-02T00:00:00.000Z', latency_ms: 300 }),
    call({ timestamp: '2026-10-02T10:00:00.000Z', latency_ms: 500 }),
    call({ timestamp: '2026-10-03T00:00:00.000Z', latency_ms: 9000 }),
  ]);
  const window = ['--window', '1d', '--until', '2026-10-03T00:00:00Z'];
  const { sides } = await ask(log, 'compare', ...window);
  expect(
    sides.map((side: { count: number; mean_ms: number }) => [side.count, side.mean_ms]),
  ).toEqual([
    [1, 100],
    [2, 400],
  ]);
});

it('S0-77: finds spans of time that are not as usual', async () => {
  const log = logOf(
    times(24 * 4, (at) => {
      const hour = Math.floor(at / 4);
      const timestamp = new Date(Date.UTC(2026, 9, 5, hour, at % 4)).toISOString();
      return call({ timestamp, latency_ms: hour === 13 ? 5000 : 100 + (at % 7) });
    }),
  );
  const { anomalies } = await ask(log, 'anomalies', '--metric', 'p95', '--by', 'model_id');
  expect(anomalies).toHaveLength(1);
  expect(anomalies[0]).toMatchObject({ from: '2026-10-05T13:00:00.000Z', value: 5000, count: 4 });
  expect(anomalies[0].score).toBeGreaterThan(100);
});
