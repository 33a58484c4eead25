// The questions that were asked for, each answered by the command on a log made for it.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, run } from './command.ts';
import { call, failedCall, feedback, hex, logOf, requestId, type TestRecord } from './records.ts';

const times = (count: number, make: (at: number) => TestRecord): TestRecord[] =>
  Array.from({ length: count }, (_, at) => make(at));

const where = (row: { group: object }, group: object): boolean =>
  JSON.stringify(row.group) === JSON.stringify(group);

describe('stats', () => {
  it('sums up in seven numbers (S2-63, S2-74)', async () => {
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

  it('counts safety flags by their conditions (S0-57)', async () => {
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

  it('divides all cost by the calls that succeeded (S0-58)', async () => {
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

  it('tells which models satisfy (S0-59, S0-60)', async () => {
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

  it('groups by time, and by any dimension (S0-61, S0-53)', async () => {
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

it('finds prompts that are slow for a version of a model (S0-56)', async () => {
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

it('compares variants, and knows what chance explains (S0-54)', async () => {
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

it('compares a window of time with the one before (S0-52, S0-61)', async () => {
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

it('finds spans of time that are not as usual (S0-77)', async () => {
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

it('shows one call with its safety decision and judgement (S0-82)', async () => {
  const judged = call({ safety_flags: ['content_filter'], response_id: 'resp-1' });
  const id = String(judged['request_id']);
  const log = logOf([judged, feedback({ feedback_request_id: id, feedback_label: 'good' })]);
  const answer = await ask(log, 'get', id);
  expect(answer.record).toEqual(judged);
  expect(answer.feedback).toMatchObject([{ feedback_label: 'good' }]);
  expect((await ask(log, 'get', 'resp-1')).record).toEqual(judged);
  const { stdout } = await run(['get', id, '--dir', log]);
  expect(stdout).toMatch(/safety_flags +content_filter/);
  expect(stdout).toMatch(/feedback_label +good/);
});

it('finds what was asked, and whether it was seen before (S1-15)', async () => {
  const said = (content: string): object[] => [
    { role: 'user', parts: [{ type: 'text', content }] },
  ];
  const log = logOf([
    call({
      prompt_hash: 'h1',
      input_messages: said('Where is the Übergabe?'),
      model_version: 'v1',
    }),
    call({ prompt_hash: 'h1', model_version: 'v2' }),
    call({ prompt_hash: 'h2', error_message: 'nothing' }),
  ]);
  const { results } = await ask(log, 'search', 'übergabe');
  expect(results).toMatchObject([
    {
      record: { model_version: 'v1' },
      matches: [{ path: 'input_messages[0].parts[0].content', text: 'Übergabe' }],
    },
  ]);
  expect((await run(['search', 'übergabe', '--dir', log])).stdout).toContain('the «Übergabe»?');
  const similar = await ask(log, 'similar', '--prompt-hash', 'h1');
  expect(similar.records).toHaveLength(2);
  expect(similar.groups).toHaveLength(2);
  expect((await ask(log, 'similar', '--prompt-hash', 'h3')).count).toBe(0);
});

it('shows a session or a conversation (S2-78)', async () => {
  const log = logOf([
    call({ session_id: 's1', conversation_id: 'c1', total_tokens: 7 }),
    failedCall({ session_id: 's1', total_tokens: undefined }),
    call({ session_id: 's2' }),
  ]);
  const { records, summary } = await ask(log, 'session', 's1');
  expect(records).toHaveLength(2);
  expect(summary).toMatchObject({ count: 2, errors: 1, total_tokens: 7 });
  expect((await ask(log, 'session', 'c1')).count).toBe(1);
  expect((await run(['session', 's1', '--dir', log])).stdout).toContain('failure');
});

it('follows a trace as a tree (S0-55, S2-72)', async () => {
  const trace_id = hex(0xfeed, 32);
  const span = (name: string, span_id: string, parent_span_id?: string, fields: TestRecord = {}) =>
    call({
      trace_id,
      name,
      span_id: hex(Number(span_id), 16),
      ...(parent_span_id && { parent_span_id: hex(Number(parent_span_id), 16) }),
      ...fields,
    });
  const records = [
    span('invoke_workflow rag', '1', '99', { log_type: 'step_completed', latency_ms: 3000 }),
    span('retrieval docs', '2', '1', { log_type: 'retrieval_completed', latency_ms: 400 }),
    span('chat gpt-4o', '3', '1', { latency_ms: 900, cost_usd: 0.002 }),
    { ...failedCall({ trace_id, name: 'execute_tool search', parent_span_id: hex(3, 16) }) },
    span('circle a', '5', '6'),
    span('circle b', '6', '5'),
    feedback({ trace_id, feedback_score: 1 }),
  ];
  const log = logOf([...records, call()]);
  expect((await ask(log, 'trace', trace_id)).records).toEqual(records);
  const { stdout } = await run(['trace', trace_id, '--dir', log]);
  const lines = stdout.trimEnd().split('\n');
  expect(lines[0]).toContain('6 operations');
  expect(lines[0]).toContain('1 failed');
  expect(lines[1]).toMatch(/^invoke_workflow rag +█+ .*3,000 ms/);
  expect(lines[2]).toMatch(/^└ retrieval docs/);
  expect(lines[3]).toMatch(/^└ chat gpt-4o .*15 tokens {2}\$0\.0020/);
  expect(lines[4]).toMatch(/^ {2}└ execute_tool search .*failed: 429/);
  expect(lines.slice(5).join('\n')).toMatch(/circle a[^]*circle b[^]*user_satisfaction 1/);
});

describe('logs', () => {
  const records = [
    call({ model_id: 'a', user_id: 'u1', attributes: { 'app.tenant': 'blue', depth: 3 } }),
    call({ model_id: 'b', user_hash: 'u2', latency_ms: 5000, finish_reasons: ['stop', 'length'] }),
    failedCall({ model_id: 'b', prompt_template_id: 't', provider: 'anthropic', custom: 'kept' }),
    call({ model_id: 'c', log_type: 'tool_completed', timestamp: '2026-10-06T00:00:00.000Z' }),
  ];
  const cases: readonly (readonly [string, readonly string[], readonly number[]])[] = [
    ['everything', [], [0, 1, 2, 3]],
    ['the newest', ['--limit', '2'], [2, 3]],
    ['a day, which is all of it', ['--since', '2026-10-05', '--until', '2026-10-05'], [0, 1, 2]],
    ['from a time on', ['--since', '2026-10-06T00:00Z'], [3]],
    ['until a time, which is left out', ['--until', '2026-10-06T00:00:00Z'], [0, 1, 2]],
    ['a time with a zone', ['--since', '2026-10-06T02:00:00+02:00'], [3]],
    ['a model', ['--model', 'b'], [1, 2]],
    ['an answering model', ['--model', 'gpt-4o-2024-08-06'], [0, 1, 2, 3]],
    ['a user, by id or hash', ['--user', 'u2'], [1]],
    ['a provider', ['--provider', 'anthropic'], [2]],
    ['a status', ['--status', 'failure'], [2]],
    ['a template', ['--template', 't'], [2]],
    ['a type', ['--type', 'tool'], [3]],
    ['several at once', ['--model', 'b', '--status', 'success'], [1]],
    ['an attribute', ['--where', 'attributes.app.tenant=blue'], [0]],
    ['an attribute by its name', ['--where', 'app.tenant=blue'], [0]],
    ['a field that the schema does not know', ['--where', 'custom=kept'], [2]],
    ['a number', ['--where', 'latency_ms>=5000'], [1]],
    ['another name, in its unit', ['--where', 'latency_seconds>4.9'], [1]],
    ['a number among attributes', ['--where', 'depth>2.5'], [0]],
    ['not', ['--where', 'model=b', '--where', 'latency_ms!=100'], [1]],
    ['contains', ['--where', 'error_class~RATE'], [2]],
    ['an item of a list', ['--where', 'finish_reasons=length'], [1]],
    ['what is there', ['--where', 'user_id!='], [0]],
    ['what is absent', ['--where', 'user_id=', '--where', 'model=a'], []],
    ['a text that is no SQL', ['--where', "model_id=a' OR '1'='1"], []],
  ];

  it.each(cases)('shows %s (S2-67, S2-68)', async (_what, args, wanted) => {
    const log = logOf(records);
    const answer = await ask(log, 'logs', ...args);
    expect(answer.records).toEqual(wanted.map((at) => records[at]));
    expect(answer.count).toBe(wanted.length);
  });

  it("shows columns of one's choice, aligned and with units", async () => {
    const log = logOf(records);
    const columns = ['--columns', 'model_id,latency_ms,attributes.app.tenant'];
    const { stdout } = await run(['logs', '--dir', log, ...columns]);
    expect(stdout.split('\n')[0]).toBe('model_id   latency  attributes.app.tenant');
    expect(stdout.split('\n')[2]).toBe('b         5,000 ms');
  });

  it('is told where the logs are by the variable too', async () => {
    const log = logOf(records);
    const env = { LLM_OTEL_LOG_DIR: log };
    expect((await run(['logs'], { env })).stdout.split('\n')).toHaveLength(6);
    const cwd = path.dirname(log);
    const { status } = await run(['logs', '--dir', path.basename(log)], { cwd });
    expect(status).toBe(0);
  });
});
