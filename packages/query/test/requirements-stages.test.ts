// What was asked for of chains, sessions, images and streams beside each other, in programs that have them.
import { type MockLlm, startMockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { runLogged } from './program-log.ts';
import { call, feedback, hex, logOf, type TestRecord } from './records.ts';

let mock: MockLlm;
beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.close());

const START = `
  import OpenAI from 'openai';
  import { annotate, chainStep, evaluation, guardrail, llmCall, retrieval, timedStage, withConversation } from 'llm-otel';
  const client = new OpenAI();
  const messages = [{ role: 'user', content: 'Why?' }];
  const ask = (model, more = {}) => client.chat.completions.create({ model, messages, ...more });
`;

async function recordsOf(source: string): Promise<{ log: string; records: TestRecord[] }> {
  const { log } = await runLogged(mock, START + source);
  const { records } = await ask(log, 'logs', '--type', 'all', '--limit', '100');
  return { log, records };
}

const types = (records: readonly TestRecord[], type: string): TestRecord[] =>
  records.filter((record) => record['log_type'] === type);

it('S0-23: has the severity of a safety system, and the scores that the application gives', async () => {
  mock.behaveNext({ filtered: 'violence' });
  const { records } = await recordsOf(`
    await chainStep('answer', async () => {
      await ask('gpt-4o');
      evaluation('content_safety', { score: 0.93 });
    });`);
  expect(types(records, 'generation_completed')).toMatchObject([
    { content_safety_score: 4, safety_flags: ['violence'] },
  ]);
  expect(types(records, 'feedback')).toMatchObject([
    { feedback_name: 'content_safety', feedback_score: 0.93 },
  ]);
});

it('S0-62: keeps every parameter of a request with its result', async () => {
  const asked = {
    temperature: 0.3,
    top_p: 0.5,
    max_tokens: 12,
    frequency_penalty: 0.1,
    presence_penalty: 0.2,
    stop: ['x'],
    seed: 7,
  };
  const { records } = await recordsOf(
    `await ask('gpt-4o', ${JSON.stringify(asked)}); await ask('gpt-4o', { seed: 8 });`,
  );
  const [first, second] = types(records, 'generation_completed').toSorted((a, b) =>
    String(a['timestamp']).localeCompare(String(b['timestamp'])),
  );
  expect(first).toMatchObject({
    ...asked,
    model_id: 'gpt-4o',
    model_version: 'gpt-4o-2026-01-15',
    system_fingerprint: 'fp_44709d6fcb',
    finish_reasons: ['length'],
  });
  expect(first!['config_hash']).toMatch(/^[0-9a-f]{10}$/);
  expect(second!['config_hash']).not.toBe(first!['config_hash']);
});

it('S0-63, S3-25, S3-26: shows the stages of a request in their order, in one trace', async () => {
  const { log, records } = await recordsOf(`
    await chainStep('api_in', async () => {
      await retrieval('handbook', { query: 'Why?', topK: 2 }, async () => [{ id: '1', score: 0.9 }]);
      await chainStep('llm_generate', () => ask('gpt-4o'));
      await guardrail('safety check', async () => ({ decision: 'allow' }));
      await chainStep('render template', async () => 'a page');
      await timedStage('response_out', async () => 'sent');
    });`);
  expect(new Set(records.filter((one) => one['trace_id']).map((one) => one['trace_id'])).size).toBe(
    1,
  );
  const root = records.find((record) => record['stage'] === 'api_in')!;
  const below = records
    .filter((record) => record['parent_span_id'] === root['span_id'])
    .toSorted((a, b) =>
      Number(BigInt(String(a['time_unix_nano'])) - BigInt(String(b['time_unix_nano']))),
    );
  expect(below.map((record) => record['stage'] ?? record['data_source_id'])).toEqual([
    'handbook',
    'llm_generate',
    'safety check',
    'render template',
    'response_out',
  ]);
  expect(below.every((record) => Number(record['latency_ms']) >= 0)).toBe(true);
  const { stdout } = await run(['trace', String(root['trace_id']), '--dir', log]);
  const shown = stdout.split('\n').map((line) => line.trim());
  const at = (text: string): number => shown.findIndex((line) => line.includes(text));
  const order = ['api_in', 'handbook', 'llm_generate', 'gpt-4o', 'safety check', 'render template'];
  expect(order.map(at)).toEqual(order.map(at).toSorted((a, b) => a - b));
  expect(order.map(at)).not.toContain(-1);
});

it('S0-64: counts the tokens of an answer, and those of reasoning apart', async () => {
  mock.behaveNext({ reasoningTokens: 40 });
  const { records } = await recordsOf(`await ask('o3');`);
  const [record] = types(records, 'generation_completed');
  expect(record).toMatchObject({ reasoning_tokens: 40 });
  expect(record!['completion_tokens']).toBeGreaterThan(40);
  expect(record!['total_tokens']).toBe(
    Number(record!['prompt_tokens']) + Number(record!['completion_tokens']),
  );
});

it('S0-65: measures images as calls of their own, and what is done with them as a stage', async () => {
  const { records } = await recordsOf(`
    await client.images.generate({ model: 'dall-e-3', prompt: 'A cat', size: '1024x1024' });
    await timedStage('render', async () => 1);`);
  expect(types(records, 'generation_completed')).toMatchObject([
    { operation: 'generate_content', output_type: 'image', cost_usd: 0.04 },
  ]);
  expect(types(records, 'step_completed')).toMatchObject([{ stage: 'render' }]);
});

it('S0-66: tells which share of the input came from a cache, and which answers an application kept', async () => {
  mock.behaveNext({ cachedTokens: 3 });
  const { log, records } = await recordsOf(`
    await ask('gpt-4o');
    await chainStep('kept answer', async () => annotate('cache_hit', true));`);
  const [record] = types(records, 'generation_completed');
  expect(record).toMatchObject({ cache_read_tokens: 3, prompt_tokens: 5 });
  const { groups } = await ask(log, 'stats');
  expect(groups).toMatchObject([{ cache_hit_rate: 0.6 }]);
  const hits = await ask(log, 'stats', '--type', 'step', '--group-by', 'cache_hit');
  expect(hits.groups).toMatchObject([{ group: { cache_hit: 'true' }, count: 1 }]);
});

it('S0-68, S0-71: follows an edit through models, sessions and files', async () => {
  const { log } = await recordsOf(`
    const edit = (file, models) => withConversation(
      { sessionId: 'editing', attributes: { file, edit_id: file + '#1' } },
      () => chainStep('edit', async () => { for (const model of models) await ask(model); }));
    await edit('a.ts', ['gpt-4o-mini', 'gpt-4o', 'o3']);
    await edit('b.ts', ['gpt-4o']);`);
  const where = ['logs', '--session', 'editing', '--where', 'file=a.ts'];
  const { records } = await ask(log, ...where, '--type', 'model');
  const models = records.toSorted((a: TestRecord, b: TestRecord) =>
    String(a['time_unix_nano']).localeCompare(String(b['time_unix_nano'])),
  );
  expect(models.map((record: TestRecord) => record['model_id'])).toEqual([
    'gpt-4o-mini',
    'gpt-4o',
    'o3',
  ]);
  expect(new Set(models.map((record: TestRecord) => record['trace_id'])).size).toBe(1);
  expect((await ask(log, ...where, '--type', 'step')).records).toHaveLength(1);
});

it('S0-75: measures streams beside each other, each by itself', async () => {
  const { records } = await recordsOf(`
    const read = async (model) => { for await (const _ of await ask(model, { stream: true })); };
    await chainStep('two streams', () => Promise.all([read('gpt-4o-mini'), read('gpt-4o')]));`);
  const [step] = types(records, 'step_completed');
  const streams = types(records, 'generation_completed');
  expect(streams.map((record) => record['model_id']).toSorted()).toEqual(['gpt-4o', 'gpt-4o-mini']);
  for (const record of streams) {
    expect(record).toMatchObject({ stream: true, parent_span_id: step!['span_id'] });
    expect(record['time_to_first_chunk_ms']).toBeLessThanOrEqual(Number(record['latency_ms']));
  }
});

it('S0-91: sets what guardrails decided beside what users made of it', async () => {
  const decided = (at: number, decision: string, score: number): TestRecord[] => [
    call({
      log_type: 'step_completed',
      trace_id: hex(0xd00 + at, 32),
      attributes: { 'llm_otel.guardrail.decision': decision },
    }),
    feedback({ trace_id: hex(0xd00 + at, 32), feedback_score: score }),
  ];
  const log = logOf([
    ...decided(1, 'block', 0),
    ...decided(2, 'block', 0.5),
    ...decided(3, 'allow', 1),
  ]);
  const by = 'llm_otel.guardrail.decision';
  const { groups } = await ask(log, 'stats', '--type', 'step', '--group-by', by);
  expect(groups).toMatchObject([
    { group: { [by]: 'block' }, feedback_count: 2, feedback_mean: 0.25 },
    { group: { [by]: 'allow' }, feedback_count: 1, feedback_mean: 1 },
  ]);
});

it('S2-60: records all of a call at once', async () => {
  const { records } = await recordsOf(`
    await llmCall({ model: 'house-1', provider: 'house' }, async (running) => {
      running.set({ responseModel: 'house-1b', inputTokens: 7, outputTokens: 3 });
      return 'done';
    });`);
  expect(types(records, 'generation_completed')).toMatchObject([
    {
      provider: 'house',
      model_id: 'house-1',
      prompt_tokens: 7,
      completion_tokens: 3,
      success: true,
    },
  ]);
});

it('S3-8: tells the scenario in which answers get worse', async () => {
  const { log } = await recordsOf(`
    for (const scenario of ['legal', 'legal', 'sports']) {
      await withConversation({ attributes: { scenario } }, () => chainStep('answer', async () => {
        await ask('gpt-4o');
        evaluation('correct', { score: scenario === 'legal' ? 0.2 : 0.9 });
      }));
    }`);
  const { groups } = await ask(log, 'stats', '--group-by', 'scenario');
  expect(groups).toMatchObject([
    { group: { scenario: 'legal' }, count: 2, feedback_mean: 0.2 },
    { group: { scenario: 'sports' }, count: 1, feedback_mean: 0.9 },
  ]);
});

it('S3-24: sums up three calls as one does by hand', async () => {
  const log = logOf([
    call({ latency_ms: 120, total_tokens: 100, prompt_tokens: 60, completion_tokens: 40 }),
    call({ latency_ms: 240, total_tokens: 200, prompt_tokens: 150, completion_tokens: 50 }),
    call({
      latency_ms: 360,
      status: 'failure',
      success: false,
      total_tokens: 60,
      prompt_tokens: 60,
    }),
  ]);
  const { groups } = await ask(log, 'stats');
  expect(groups).toMatchObject([
    { mean_ms: 240, error_rate: 1 / 3, total_tokens: 360, with_usage: 3 },
  ]);
});
