// Which metrics leave a process: in each version of the conventions, sampled or not, through our own
// aggregation or the SDK's.

import { describe, expect, it } from 'vitest';
import {
  comparable,
  duplicates,
  pointsNamed,
  type ComparablePoint,
} from '../support/metric-points.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, run } = useTracedProgram();

const start = `
  import OpenAI from 'openai';
  import { agent, chainStep, llmCall, retrieval, tool } from 'llm-otel';
  const client = new OpenAI({ maxRetries: 0 });
  const messages = [{ role: 'user', content: 'What is a span?' }];
  const chat = (more, headers) =>
    client.chat.completions.create({ model: 'gpt-4o', messages, ...more }, { headers });
  const stream = async (more) => {
    for await (const _ of await chat({ ...more, stream: true, stream_options: { include_usage: true } }));
  };`;

const everything = `${start}
  await chat();
  await stream();
  await chat({}, { 'x-mock-status': '429' }).catch(() => {});
  await client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' });
  await retrieval('handbook', { provider: 'pinecone' }, () => []);
  await agent('support', { model: 'gpt-4o' }, async () => {
    await chat();
    await chat({}, { 'x-mock-status': '500' }).catch(() => {});
    await chainStep('look up', () => tool('weather', () => 'sunny'));
    try { tool('broken', () => { throw new RangeError('far'); }); } catch {}
  });
  await chainStep('answer', () => stream());`;

const send = async (source: string, env: Record<string, string> = {}): Promise<void> => {
  sink().reset();
  const result = await run({ OTEL_EXPORTER_OTLP_ENDPOINT: sink().url, ...env }, source);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
};
const namesOf = (points: readonly ComparablePoint[]): string[] => [
  ...new Set(points.map(({ name }) => name)),
];
const count = (name: string, of = comparable(sink().metrics())): number =>
  of.filter((point) => point.name === name).reduce((sum, point) => sum + (point.count ?? 0), 0);

describe('metrics', () => {
  it('are the same whether spans are sampled or not', async () => {
    await send(everything);
    const sampled = comparable(sink().metrics());
    expect(sink().traces().length).toBeGreaterThan(10);
    await send(everything, { OTEL_TRACES_SAMPLER: 'always_off' });
    expect(sink().traces()).toEqual([]);
    expect(comparable(sink().metrics())).toEqual(sampled);
    expect(namesOf(sampled).length).toBeGreaterThan(15);
    expect(duplicates(sink().metrics())).toEqual([]);
  });

  it('are the same through our own aggregation and that of the SDK', async () => {
    await send(everything, { LLM_OTEL_SEMCONV: 'both' });
    const own = comparable(sink().metrics());
    await send(everything, {
      LLM_OTEL_SEMCONV: 'both',
      OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta',
    });
    expect(comparable(sink().metrics())).toEqual(own);
    expect(duplicates(sink().metrics())).toEqual([]);
  });

  it('have the names of v1.41 alone, once for each call', async () => {
    const source = `${everything} retrieval('nowhere', () => []);
      llmCall.start({ model: 'm', provider: 'p' }).set({ inputTokens: 1 }).fail(new Error('far'));`;
    await send(source, { LLM_OTEL_SEMCONV: '1.41' });
    const points = comparable(sink().metrics());
    expect(namesOf(points)).toEqual([
      'gen_ai.client.operation.duration',
      'gen_ai.client.operation.time_per_output_chunk',
      'gen_ai.client.operation.time_to_first_chunk',
      'gen_ai.client.token.usage',
      // Our own have one name in all versions.
      ...['cost', 'cost.unpriced_calls', 'finish_reasons', 'operation.cost', 'retrievals'].map(
        (name) => `llm_otel.${name}`,
      ),
    ]);
    // Seven inferences, one embedding, one search; that without a provider has no place in v1.41.
    expect(count('gen_ai.client.operation.duration')).toBe(9);
    expect(count('gen_ai.client.operation.time_to_first_chunk')).toBe(2);
    const tokens = points.filter(({ name }) => name === 'gen_ai.client.token.usage');
    expect(tokens.filter(({ attributes }) => 'error.type' in attributes)).toEqual([]);
    const ofType = (type: string): ComparablePoint[] =>
      tokens.filter(({ attributes }) => attributes['gen_ai.token.type'] === type);
    expect(count('gen_ai.client.token.usage', ofType('input'))).toBe(6);
    expect(count('gen_ai.client.token.usage', ofType('output'))).toBe(4);
    expect(ofType('input').length + ofType('output').length).toBe(tokens.length);
  });

  it('have both names with both, and a shared name once', async () => {
    await send(`${everything} retrieval('nowhere', () => []);`, { LLM_OTEL_SEMCONV: 'both' });
    expect(count('gen_ai.client.operation.duration')).toBe(9);
    expect(count('gen_ai.client.inference.duration')).toBe(6);
    expect(count('gen_ai.client.operation.time_to_first_chunk')).toBe(2);
    expect(count('gen_ai.client.inference.time_to_first_chunk')).toBe(2);
    expect(count('gen_ai.client.embeddings.duration')).toBe(1);
    expect(count('gen_ai.client.token.usage')).toBe(9);
    expect(count('gen_ai.invoke_agent.duration')).toBe(1);
    expect(duplicates(sink().metrics())).toEqual([]);
  });

  it.each([
    ['latest', true],
    ['1.41', false],
    ['both', true],
  ])('go with parts of tokens on spans as %s knows them', async (semconv, isKnown) => {
    const source = `${start} await client.images.generate({ model: 'gpt-image-1', prompt: 'x' });`;
    await send(source, { LLM_OTEL_SEMCONV: semconv });
    const [span] = sink().traces();
    expect(span!.attributes).toHaveProperty(['gen_ai.usage.input_tokens']);
    expect('gen_ai.usage.text.input_tokens' in span!.attributes).toBe(isKnown);
  });

  it('name the error on durations and tokens of a failed call', async () => {
    await send(`${start} await chat({}, { 'x-mock-status': '429' }).catch(() => {});`);
    const failed = comparable(sink().metrics()).filter((p) => 'error.type' in p.attributes);
    expect(failed.map(({ name, count: times, sum }) => [name, times, sum])).toEqual([
      ['gen_ai.client.inference.duration', 1, undefined],
      ['gen_ai.client.inference.operation.input_tokens', 1, 0],
      ['gen_ai.client.inference.operation.output_tokens', 1, 0],
    ]);
  });
});

describe.each([
  ['our own aggregation', {}],
  ['that of the SDK', { OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta' }],
])('through %s', (_what, env) => {
  const chunk = { id: 'c', object: 'chat.completion.chunk', created: 0, model: 'gpt-4o' };
  /** A server of tiers: the one that is asked for is the one that serves. */
  const tiers = `${start}
    client.fetch = async (_url, { body }) => {
      const { service_tier, seed } = JSON.parse(body);
      const chunk = { ...${JSON.stringify(chunk)}, service_tier, system_fingerprint: 'fp_' + seed,
        choices: [{ index: 0, delta: { content: 'x' }, finish_reason: null }] };
      const lines = [chunk, chunk, { ...chunk, choices: [], usage: { prompt_tokens: 2, completion_tokens: 3 } }];
      return new Response(lines.map((line) => 'data: ' + JSON.stringify(line) + '\\n\\n').join('') + 'data: [DONE]\\n\\n',
        { headers: { 'content-type': 'text/event-stream' } });
    };`;

  it('chunk times of different tiers share a point, durations and tokens do not', async () => {
    const source = `${tiers} await stream({ service_tier: 'flex', seed: 1 });
      await stream({ service_tier: 'default', seed: 2 }); await stream({ service_tier: 'flex', seed: 1 });`;
    await send(source, { ...env, LLM_OTEL_SEMCONV: 'both' });
    const metrics = sink().metrics();
    for (const kind of ['inference', 'operation']) {
      expect(pointsNamed(metrics, `gen_ai.client.${kind}.time_to_first_chunk`)).toEqual([
        {
          name: expect.any(String),
          count: 3,
          attributes: {
            'gen_ai.operation.name': 'chat',
            'gen_ai.provider.name': 'openai',
            'gen_ai.request.model': 'gpt-4o',
            'gen_ai.response.model': 'gpt-4o',
            'server.address': '127.0.0.1',
            'server.port': expect.any(Number),
          },
        },
      ]);
      expect(pointsNamed(metrics, `gen_ai.client.${kind}.time_per_output_chunk`)).toMatchObject([
        { count: 6 },
      ]);
      const durations = pointsNamed(metrics, `gen_ai.client.${kind}.duration`);
      expect(
        durations.map(({ attributes, count: times }) => [
          attributes['openai.response.service_tier'],
          attributes['openai.response.system_fingerprint'],
          times,
        ]),
      ).toEqual([
        ['default', 'fp_2', 1],
        ['flex', 'fp_1', 2],
      ]);
    }
    expect(duplicates(metrics)).toEqual([]);
  });

  it('a bounded number of attribute sets is kept apart, with and without errors', async () => {
    const source = `import { llmCall, tool } from 'llm-otel';
      for (let index = 0; index < 2100; index++) {
        const options = { model: 'm', provider: 'p', serverAddress: 'a', serverPort: index };
        const call = llmCall.start(options).set({ inputTokens: 1, outputTokens: 1 });
        if (index % 2 === 0) call.end(); else call.fail(new RangeError('far'));
      }
      tool('t', () => 1);`;
    await send(source, env);
    const metrics = sink().metrics();
    const durations = pointsNamed(metrics, 'gen_ai.client.inference.duration');
    expect(durations.length).toBeLessThanOrEqual(2001);
    expect(durations.reduce((sum, point) => sum + point.count!, 0)).toBe(2100);
    expect(durations.filter((p) => p.attributes['otel.metric.overflow'] === true)).toHaveLength(1);
    const tokens = pointsNamed(metrics, 'gen_ai.client.inference.usage.input_tokens');
    expect(tokens.reduce((sum, point) => sum + point.value!, 0)).toBe(2100);
    // Models have taken no room from tools.
    expect(pointsNamed(metrics, 'gen_ai.execute_tool.duration')).toMatchObject([
      { count: 1, attributes: { 'gen_ai.tool.name': 't' } },
    ]);
    expect(duplicates(metrics)).toEqual([]);
  });
});

it('two SDKs that call the same model of the same server keep their own points', async () => {
  const source = `import OpenAI from 'openai'; import Anthropic from '@anthropic-ai/sdk';
    const options = { apiKey: 'unused', maxRetries: 0 }; const model = 'claude-opus-5';
    const messages = [{ role: 'user', content: 'What is a span?' }];
    const openai = new OpenAI({ ...options, baseURL: 'https://api.anthropic.com/v1', fetch: async () => Response.json({
      id: 'c', object: 'chat.completion', created: 0, model, service_tier: 'standard',
      choices: [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 } }) });
    const anthropic = new Anthropic({ ...options, baseURL: 'https://api.anthropic.com', fetch: async () => Response.json({
      id: 'm', type: 'message', role: 'assistant', model, content: [], stop_reason: 'end_turn',
      usage: { input_tokens: 5, output_tokens: 6, service_tier: 'standard' } }) });
    for (let i = 0; i < 2; i++) {
      await openai.chat.completions.create({ model, messages });
      await anthropic.messages.create({ model, messages, max_tokens: 10 });
    }`;
  await send(source);
  // The conventions have no tier of Anthropic's on metrics.
  const tiersOf = (name: string): unknown[] =>
    pointsNamed(sink().metrics(), name).map(({ attributes, count: times, sum, value }) => [
      attributes['gen_ai.provider.name'],
      attributes['openai.response.service_tier'],
      times ?? value,
      sum,
    ]);
  expect(tiersOf('gen_ai.client.inference.duration')).toEqual([
    ['anthropic', 'standard', 2, undefined],
    ['anthropic', undefined, 2, undefined],
  ]);
  expect(tiersOf('gen_ai.client.inference.operation.input_tokens')).toEqual([
    ['anthropic', 'standard', 2, 6],
    ['anthropic', undefined, 2, 10],
  ]);
  expect(tiersOf('gen_ai.client.inference.usage.output_tokens')).toEqual([
    ['anthropic', 'standard', 8, undefined],
    ['anthropic', undefined, 12, undefined],
  ]);
});
