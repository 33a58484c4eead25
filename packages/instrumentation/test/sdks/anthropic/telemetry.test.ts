// What is recorded of a call of @anthropic-ai/sdk: attributes, errors and metrics.

import type Anthropic from '@anthropic-ai/sdk';
import type { MetricRecord } from '@llm-otel/testkit';
import { toHeaders } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { anthropicVersions, useTracedAnthropic } from '../../support/traced-anthropic.ts';

const question = {
  model: 'claude-opus-5',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};

describe.each(anthropicVersions)('@anthropic-ai/sdk %s', (version) => {
  const traced = useTracedAnthropic(version);

  it('describes a message', async () => {
    const message = await traced.client.messages.create({
      ...question,
      temperature: 0,
      top_p: 0.5,
      top_k: 4,
      stop_sequences: ['END'],
      service_tier: 'standard_only',
      system: 'Be brief.',
      output_config: { effort: 'low' },
      metadata: { user_id: 'somebody' },
    } as Anthropic.MessageCreateParamsNonStreaming);
    const { usage } = message;
    expect(traced.sink.spans()).toMatchObject([
      { name: 'llm.call', kind: 'client', status: { code: 'unset' } },
    ]);
    expect(traced.sink.spans()[0]?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'anthropic',
      'server.address': '127.0.0.1',
      'server.port': traced.mock.port,
      'gen_ai.request.model': 'claude-opus-5',
      'gen_ai.request.temperature': 0,
      'gen_ai.request.top_p': 0.5,
      'gen_ai.request.top_k': 4,
      'gen_ai.request.max_tokens': 100,
      'gen_ai.request.stop_sequences': ['END'],
      'gen_ai.request.reasoning.level': 'low',
      'anthropic.request.service_tier': 'standard_only',
      'llm_otel.outcome': 'completed',
      'gen_ai.response.id': message.id,
      'gen_ai.response.model': message.model,
      'gen_ai.response.finish_reasons': ['stop'],
      'anthropic.response.service_tier': 'standard',
      'gen_ai.usage.input_tokens': usage.input_tokens + usage.cache_read_input_tokens!,
      'gen_ai.usage.output_tokens': usage.output_tokens,
      'gen_ai.usage.cache_read.input_tokens': usage.cache_read_input_tokens,
      'gen_ai.usage.cache_write.input_tokens': 0,
      'gen_ai.usage.reasoning.output_tokens': 32,
      // 12 × 5 + 3 × 0.5 + 58 × 25 millionths
      'llm_otel.cost.amount': 0.0015115,
      'llm_otel.cost.currency': 'USD',
      'llm_otel.cost.source': 'local',
      'llm_otel.cost.price_version': '0.1.8',
      'llm_otel.prompt.length': 'What is a span?Be brief.'.length,
      'llm_otel.request.message_count': 1,
    });
  });

  it('counts what the cache gave and took as input', async () => {
    const headers = toHeaders({ cachedTokens: 3, cacheWriteTokens: 2, reasoningTokens: 5 });
    const { usage } = await traced.client.messages.create(question, { headers });
    for await (const _event of await traced.client.messages.create(
      { ...question, stream: true },
      { headers },
    ));
    expect(usage).toMatchObject({ cache_read_input_tokens: 3, cache_creation_input_tokens: 2 });
    const described = {
      'gen_ai.usage.input_tokens': usage.input_tokens + 5,
      'gen_ai.usage.output_tokens': usage.output_tokens,
      'gen_ai.usage.cache_read.input_tokens': 3,
      'gen_ai.usage.cache_write.input_tokens': 2,
      'gen_ai.usage.reasoning.output_tokens': 5,
    };
    expect(traced.sink.spans()).toMatchObject([
      { attributes: described },
      { attributes: described },
    ]);
    const metrics = await traced.sink.metrics();
    expect(total(metrics, 'gen_ai.client.inference.usage.input_tokens')).toBe(
      2 * (usage.input_tokens + 5),
    );
    expect(total(metrics, 'gen_ai.client.inference.usage.output_tokens')).toBe(
      2 * usage.output_tokens,
    );
    expect(total(metrics, 'gen_ai.client.inference.usage.cache_read.input_tokens')).toBe(6);
    expect(total(metrics, 'gen_ai.client.inference.usage.cache_write.input_tokens')).toBe(4);
    expect(total(metrics, 'gen_ai.client.inference.usage.reasoning.output_tokens')).toBe(10);
  });

  it('describes a stream as its unstreamed twin', async () => {
    const message = await traced.client.messages.create(question);
    let events = 0;
    for await (const _event of await traced.client.messages.create({ ...question, stream: true })) {
      events += 1;
    }
    const [plain, streamed] = traced.sink.spans();
    expect(streamed?.attributes).toEqual({
      ...plain?.attributes,
      'gen_ai.request.stream': true,
      'gen_ai.response.id': message.id.replace('1', '2'),
      'gen_ai.response.time_to_first_chunk': expect.any(Number),
    });
    const metrics = await traced.sink.metrics();
    expect(total(metrics, 'gen_ai.client.inference.duration')).toBe(2);
    expect(total(metrics, 'gen_ai.client.inference.time_to_first_chunk')).toBe(1);
    expect(total(metrics, 'gen_ai.client.inference.time_per_output_chunk')).toBe(events - 1);
  });

  it.each([
    [{ finishReason: 'stop' }, 'stop'],
    [{ finishReason: 'length' }, 'length'],
    [{ refusal: true }, 'content_filter'],
  ] as const)('says why generation stopped: %j', async (behaviour, reason) => {
    traced.mock.behaveNext(behaviour, 2);
    await traced.client.messages.create(question);
    for await (const _event of await traced.client.beta.messages.create({
      ...question,
      stream: true,
    }));
    const reasons = traced.sink
      .spans()
      .map(({ attributes }) => attributes['gen_ai.response.finish_reasons']);
    expect(reasons).toEqual([[reason], [reason]]);
  });

  it('says that a tool is to be called', async () => {
    await traced.client.messages.create({
      ...question,
      tools: [
        {
          name: 'get_weather',
          input_schema: { type: 'object', properties: { city: { type: 'string' } } },
        },
      ],
    });
    expect(traced.sink.spans()[0]?.attributes).toMatchObject({
      'gen_ai.response.finish_reasons': ['tool_call'],
    });
  });

  it.each([
    [400, 'invalid_request_error'],
    [401, 'authentication_error'],
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [529, 'overloaded_error'],
  ])('names an error of status %i by the type that the provider gives', async (status, type) => {
    traced.mock.behaveNext({ status }, 2);
    await traced.client.messages.create(question).catch(() => undefined);
    await traced.client.messages.create({ ...question, stream: true }).catch(() => undefined);
    const failed = {
      status: { code: 'error', message: expect.stringContaining(String(status)) },
      attributes: { 'error.type': type, 'llm_otel.outcome': 'error' },
    };
    expect(traced.sink.spans()).toMatchObject([failed, failed]);
    const metrics = await traced.sink.metrics();
    expect(find(metrics, 'gen_ai.client.inference.duration').points).toMatchObject([
      { attributes: { 'error.type': type }, count: 2 },
    ]);
  });

  it('names other errors by status or class', async () => {
    const unreachable = new traced.Anthropic({
      baseURL: 'http://127.0.0.1:1',
      apiKey: 'unused',
      maxRetries: 0,
    });
    await unreachable.messages.create(question).catch(() => undefined);
    const page = new traced.Anthropic({
      apiKey: 'unused',
      maxRetries: 0,
      fetch: () => Promise.resolve(new Response('<html>', { status: 502 })),
    });
    await page.messages.create(question).catch(() => undefined);
    expect(traced.sink.spans().map(({ attributes }) => attributes['error.type'])).toEqual([
      'APIConnectionError',
      '502',
    ]);
  });

  it('puts no word of the conversation into spans', async () => {
    const canary = 'canary-b5f1';
    traced.mock.behaveNext({ answer: `The answer is ${canary}` });
    const { content } = await traced.client.messages.create({
      ...question,
      system: canary,
      metadata: { user_id: canary },
      messages: [{ role: 'user', content: canary }],
    });
    expect(JSON.stringify(content)).toContain(canary);
    expect(traced.sink.spans()).toHaveLength(1);
    expect(traced.sink.toJson()).not.toContain(canary);
  });

  it('survives a response of an unknown shape', async () => {
    traced.mock.behaveNext({ fault: 'no-choices' });
    traced.mock.behaveNext({ fault: 'null-usage' });
    await traced.client.messages.create(question);
    await traced.client.messages.create(question);
    expect(traced.sink.spans()).toMatchObject([
      { attributes: { 'llm_otel.outcome': 'completed' } },
      { attributes: { 'llm_otel.outcome': 'completed' } },
    ]);
  });
});

function find(metrics: readonly MetricRecord[], name: string): MetricRecord {
  const found = metrics.find((metric) => metric.name === name);
  if (found === undefined) throw new Error(`no metric ${name}`);
  return found;
}

function total(metrics: readonly MetricRecord[], name: string): number {
  return find(metrics, name).points.reduce(
    (sum, { value, count }) => sum + Number(value ?? count ?? 0),
    0,
  );
}
