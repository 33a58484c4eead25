// Records shown one by one: by id, by trace, by session, by any condition.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { call, failedCall, feedback, hex, logOf, type TestRecord } from './records.ts';

it('S0-82: shows one call with its safety decision and feedback', async () => {
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

it('S1-15: finds what was asked, and whether it was seen before', async () => {
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

it('fills in the model that answered where it is the one that was asked for', async () => {
  const { model_version: _, ...same } = call();
  const { model_version: __, ...failed } = failedCall();
  const log = logOf([same, failed, { ...same, schema_version: '1.0', request_id: 'old' }]);
  const { groups } = await ask(log, 'stats', '--group-by', 'model_version');
  expect(groups).toMatchObject([
    { group: { model_version: null }, count: 2, errors: 1 },
    { group: { model_version: 'gpt-4o' }, count: 1, errors: 0 },
  ]);
  const { record } = await ask(log, 'get', String(same['request_id']));
  expect(record).toEqual({ ...same, model_version: 'gpt-4o' });
});

it('S0-37: keeps configurations apart from calls, and groups calls by them', async () => {
  const asked = call({ config_hash: '9f86d08188' });
  const { timestamp, request_id: _, time_unix_nano: nano } = call();
  const config = {
    schema_version: '1.1',
    timestamp,
    log_type: 'config',
    level: 'INFO',
    model_id: 'gpt-4o',
    request_id: 'config-1',
    config_hash: '9f86d08188',
    temperature: 0.2,
    time_unix_nano: nano,
  };
  const log = logOf([config, asked, call()]);
  for (const type of ['model', 'operation', 'all']) {
    const { groups } = await ask(log, 'stats', '--group-by', 'config_hash', '--type', type);
    expect(groups.map(({ count }: { count: number }) => count)).toEqual([1, 1]);
  }
  expect((await ask(log, 'trace', String(asked['trace_id']))).records).toEqual([asked]);
  expect((await ask(log, 'logs', '--type', 'config')).records).toEqual([config]);
  expect((await ask(log, 'logs', '--where', 'config_hash=9f86d08188')).records).toEqual([asked]);
  expect((await ask(log, 'get', 'config-1')).record).toEqual(config);
});

it('S2-78: shows a session or a conversation', async () => {
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

it('S0-55, S2-72: follows a trace as a tree', async () => {
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
  expect(lines[2]).toMatch(/^├ retrieval docs/);
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

  it.each(cases)('S2-67, S2-68: shows %s', async (_what, args, wanted) => {
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
