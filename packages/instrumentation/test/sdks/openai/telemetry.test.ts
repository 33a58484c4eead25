// What is recorded of a call: attributes, errors and metrics, for every supported version.

import type { MetricRecord } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { hasResponses, majors, useTracedOpenAi } from '../../support/traced-openai.ts';

const chat = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'What is a span?' }] };

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);

  it('describes a chat call', async () => {
    const completion = await traced.client.chat.completions.create({
      ...chat,
      temperature: 0,
      top_p: 0.5,
      max_completion_tokens: 50,
      frequency_penalty: 0.1,
      presence_penalty: 0.2,
      stop: 'END',
      seed: 7,
      n: 2,
      reasoning_effort: 'low',
      service_tier: 'flex',
      user: 'somebody',
    });
    const [span] = traced.sink.spans();
    expect(span).toMatchObject({ name: 'llm.call', kind: 'client', status: { code: 'unset' } });
    expect(span?.attributes).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'server.address': '127.0.0.1',
      'server.port': traced.mock.port,
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.request.temperature': 0,
      'gen_ai.request.top_p': 0.5,
      'gen_ai.request.max_tokens': 50,
      'gen_ai.request.frequency_penalty': 0.1,
      'gen_ai.request.presence_penalty': 0.2,
      'gen_ai.request.stop_sequences': ['END'],
      'gen_ai.request.seed': 7,
      'gen_ai.request.choice.count': 2,
      'gen_ai.request.reasoning.level': 'low',
      'openai.api.type': 'chat_completions',
      'openai.request.service_tier': 'flex',
      'llm_otel.outcome': 'completed',
      'gen_ai.response.id': completion.id,
      'gen_ai.response.model': completion.model,
      'gen_ai.response.finish_reasons': completion.choices.map((choice) => choice.finish_reason),
      'openai.response.service_tier': completion.service_tier,
      'openai.response.system_fingerprint': completion.system_fingerprint,
      'gen_ai.usage.input_tokens': completion.usage?.prompt_tokens,
      'gen_ai.usage.output_tokens': completion.usage?.completion_tokens,
      'gen_ai.usage.cache_read.input_tokens':
        completion.usage?.prompt_tokens_details?.cached_tokens,
      'gen_ai.usage.reasoning.output_tokens':
        completion.usage?.completion_tokens_details?.reasoning_tokens,
      // 8 × 2.5 + 88 × 10 millionths
      'llm_otel.cost.amount': 0.0009,
      'llm_otel.cost.currency': 'USD',
      'llm_otel.cost.source': 'local',
      'llm_otel.cost.price_version': '0.1.8',
      'llm_otel.prompt.length': 'What is a span?'.length,
      'llm_otel.request.message_count': 1,
    });
  });

  it.runIf(hasResponses(version))('describes a Responses call', async () => {
    const response = await traced.client.responses.create({
      model: 'gpt-4o',
      input: 'What is a span?',
      max_output_tokens: 3,
      conversation: 'conv_1',
      text: { format: { type: 'json_object' } },
    });
    expect(traced.sink.spans()[0]?.attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.max_tokens': 3,
      'gen_ai.conversation.id': 'conv_1',
      'gen_ai.output.type': 'json',
      'openai.api.type': 'responses',
      'gen_ai.response.id': response.id,
      'gen_ai.response.finish_reasons': ['length'],
      'gen_ai.usage.output_tokens': response.usage?.output_tokens,
    });
  });

  it('describes an embeddings call', async () => {
    await traced.client.embeddings.create({
      model: 'text-embedding-3-small',
      input: 'text',
      dimensions: 256,
      encoding_format: 'float',
    });
    expect(traced.sink.spans()[0]).toMatchObject({
      name: 'llm.call',
      attributes: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.request.encoding_formats': ['float'],
        'gen_ai.embeddings.dimension.count': 256,
        'gen_ai.usage.input_tokens': 1,
      },
    });
  });

  it("names an error by the provider's code, else the status, else its class", async () => {
    traced.mock.behaveNext({ status: 429, errorCode: 'insufficient_quota' });
    await traced.client.chat.completions.create(chat).catch(() => undefined);
    traced.mock.behaveNext({ status: 503 });
    await traced.client.chat.completions.create(chat).catch(() => undefined);
    const unreachable = new traced.OpenAI({
      baseURL: 'http://127.0.0.1:1/v1',
      apiKey: 'unused',
      maxRetries: 0,
    });
    await unreachable.embeddings.create({ model: 'm', input: 'x' }).catch(() => undefined);
    const types = traced.sink
      .spans()
      .map(({ attributes, status }) => [attributes['error.type'], status.code]);
    expect(types).toEqual([
      ['insufficient_quota', 'error'],
      [expect.stringMatching(/^503$|^server_error$/), 'error'],
      ['APIConnectionError', 'error'],
    ]);
  });

  it('keeps the key that a provider echoes out of the error text', async () => {
    const client = new traced.OpenAI({
      baseURL: traced.mock.url,
      apiKey: 'unused',
      maxRetries: 0,
      fetch: () =>
        Promise.resolve(
          Response.json(
            {
              error: {
                message: 'Incorrect API key provided: sk-proj-abcdef123456.',
                code: 'invalid_api_key',
              },
            },
            { status: 401 },
          ),
        ),
    });
    await client.chat.completions.create(chat).catch(() => undefined);
    expect(traced.sink.spans()[0]?.status).toEqual({
      code: 'error',
      message: '401 Incorrect API key provided: [REDACTED].',
    });
    expect(traced.sink.toJson()).not.toContain('abcdef123456');
  });

  it('counts tokens and measures durations', async () => {
    const { usage } = await traced.client.chat.completions.create(chat);
    const chunks: unknown[] = [];
    for await (const chunk of await traced.client.chat.completions.create({
      ...chat,
      stream: true,
      stream_options: { include_usage: true },
    })) {
      chunks.push(chunk);
    }
    await traced.client.embeddings.create({ model: 'text-embedding-3-small', input: 'text' });
    const metrics = await traced.sink.metrics();
    const total = (name: string): unknown =>
      find(metrics, name).points.reduce((sum, point) => sum + (point.value ?? point.count ?? 0), 0);
    expect(total('gen_ai.client.inference.usage.input_tokens')).toBe(2 * usage!.prompt_tokens);
    expect(total('gen_ai.client.inference.usage.output_tokens')).toBe(2 * usage!.completion_tokens);
    expect(total('gen_ai.client.inference.duration')).toBe(2);
    expect(total('gen_ai.client.inference.operation.input_tokens')).toBe(2);
    expect(total('gen_ai.client.inference.time_to_first_chunk')).toBe(1);
    expect(total('gen_ai.client.inference.time_per_output_chunk')).toBe(chunks.length - 1);
    expect(total('gen_ai.client.embeddings.duration')).toBe(1);
    expect(total('gen_ai.client.embeddings.operation.input_tokens')).toBe(1);
    expect(find(metrics, 'gen_ai.client.inference.usage.input_tokens')).toMatchObject({
      type: 'sum',
      monotonic: true,
      unit: '{token}',
      points: expect.arrayContaining([
        expect.objectContaining({
          attributes: expect.objectContaining({
            'gen_ai.operation.name': 'chat',
            'gen_ai.provider.name': 'openai',
            'gen_ai.request.model': 'gpt-4o',
            'gen_ai.token.modality': 'unknown',
          }),
        }),
      ]),
    });
    expect(find(metrics, 'gen_ai.client.inference.duration').points[0]?.explicitBounds).toEqual([
      0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
    ]);
  });

  it('counts a failed call as one duration and no tokens', async () => {
    traced.mock.behaveNext({ status: 400, errorCode: 'bad' });
    await traced.client.chat.completions.create(chat).catch(() => undefined);
    const metrics = await traced.sink.metrics();
    const failed = { attributes: { 'error.type': 'bad' }, count: 1 };
    expect(find(metrics, 'gen_ai.client.inference.duration').points).toMatchObject([failed]);
    expect(find(metrics, 'gen_ai.client.inference.operation.input_tokens').points).toMatchObject([
      { ...failed, sum: 0 },
    ]);
  });

  it('puts no word of the conversation into spans', async () => {
    const canary = 'canary-b5f1';
    traced.mock.behaveNext({ answer: `The answer is ${canary}` });
    const { choices } = await traced.client.chat.completions.create({
      model: 'gpt-4o',
      user: `user ${canary}`,
      messages: [
        { role: 'system', content: `system ${canary}` },
        { role: 'user', content: `user ${canary}` },
      ],
    });
    expect(choices[0]?.message.content).toContain(canary);
    if (hasResponses(version)) {
      const instructions = canary;
      await traced.client.responses.create({ model: 'gpt-4o', instructions, input: canary });
    }
    await traced.client.embeddings.create({ model: 'text-embedding-3-small', input: canary });
    expect(traced.sink.spans()).toHaveLength(hasResponses(version) ? 3 : 2);
    expect(traced.sink.toJson()).not.toContain(canary);
    expect(
      JSON.stringify(await traced.sink.metrics(), (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    ).not.toContain(canary);
  });

  it('survives a response of an unknown shape', async () => {
    traced.mock.behaveNext({ fault: 'no-choices' });
    const completion = await traced.client.chat.completions.create(chat);
    expect(completion.choices).toBeUndefined();
    expect(traced.sink.spans()[0]?.attributes['llm_otel.outcome']).toBe('completed');
  });
});

function find(metrics: readonly MetricRecord[], name: string): MetricRecord {
  const found = metrics.find((metric) => metric.name === name);
  if (found === undefined)
    throw new Error(`no metric ${name} among ${metrics.map((m) => m.name).join(', ')}`);
  return found;
}
