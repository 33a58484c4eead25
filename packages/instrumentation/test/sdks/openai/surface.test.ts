// The rest of OpenAI's surface on every supported version: one span for each call, and what it says.

import type { Attributes } from '@opentelemetry/api';
import type { SpanRecord } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { hasResponses, majors, useTracedOpenAi } from '../../support/traced-openai.ts';

const canary = 'canary-7c41';
const chunksOf = async (stream: AsyncIterable<unknown>): Promise<number> => {
  let count = 0;
  for await (const _chunk of stream) count++;
  return count;
};
const upload = (): File => new File([canary], `${canary}.wav`);
const is4 = (version: string): boolean => version.startsWith('4');

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  /** The only span, and nothing of the content in it. */
  const onlySpan = (): SpanRecord & { attributes: Attributes } => {
    expect(traced.sink.spans()).toHaveLength(1);
    expect(traced.sink.toJson()).not.toContain(canary);
    return traced.sink.spans()[0]!;
  };
  /** The histograms of this test; counters go on from one test to the next. */
  const histograms = async (): Promise<string[]> =>
    (await traced.sink.metrics())
      .filter(({ points }) => points.some(({ count }) => (count ?? 0) > 0))
      .map(({ name }) => name);

  it('describes a legacy completion like its streamed twin', async () => {
    const request = { model: 'gpt-3.5-turbo-instruct', prompt: canary, max_tokens: 4, n: 2 };
    const completion = await traced.client.completions.create(request);
    expect(onlySpan().attributes).toMatchObject({
      'gen_ai.operation.name': 'text_completion',
      'gen_ai.request.model': 'gpt-3.5-turbo-instruct',
      'gen_ai.request.max_tokens': 4,
      'gen_ai.request.choice.count': 2,
      'gen_ai.response.id': completion.id,
      'gen_ai.response.model': completion.model,
      'gen_ai.response.finish_reasons': completion.choices.map((choice) => choice.finish_reason),
      'gen_ai.usage.input_tokens': completion.usage?.prompt_tokens,
      'gen_ai.usage.output_tokens': completion.usage?.completion_tokens,
    });
    const unstreamed = onlySpan().attributes;
    await traced.sink.reset();
    await chunksOf(
      await traced.client.completions.create({
        ...request,
        stream: true,
        stream_options: { include_usage: true },
      }),
    );
    const { 'gen_ai.response.time_to_first_chunk': _time, ...streamed } = onlySpan().attributes;
    expect(streamed).toEqual({
      ...unstreamed,
      'gen_ai.request.stream': true,
      'gen_ai.response.id': expect.any(String),
    });
  });

  it('keeps what a broken legacy stream had told', async () => {
    const request = { model: 'gpt-3.5-turbo-instruct', prompt: canary, stream: true } as const;
    for await (const _chunk of await traced.client.completions.create(request)) break;
    expect(onlySpan()).toMatchObject({
      status: { code: 'unset' },
      attributes: {
        'gen_ai.response.finish_reasons': ['error'],
        'gen_ai.response.id': 'cmpl-000001',
        'llm_otel.outcome': 'aborted',
      },
    });
    await traced.sink.reset();
    traced.mock.behaveNext({ fault: 'error-event' });
    const stream = await traced.client.completions.create(request);
    await expect(chunksOf(stream)).rejects.toBeInstanceOf(traced.OpenAI.APIError);
    expect(onlySpan()).toMatchObject({
      status: { code: 'error' },
      attributes: { 'gen_ai.response.id': 'cmpl-000002', 'llm_otel.outcome': 'error' },
    });
  });

  it('names a moderation by its method, and counts no inference', async () => {
    const moderation = await traced.client.moderations.create({ input: canary });
    const span = onlySpan();
    expect(span).toMatchObject({ name: 'openai.moderations.create', kind: 'client' });
    expect(span.attributes).toEqual({
      'gen_ai.provider.name': 'openai',
      'gen_ai.response.id': moderation.id,
      'gen_ai.response.model': moderation.model,
      'server.address': '127.0.0.1',
      'server.port': traced.mock.port,
      'llm_otel.outcome': 'completed',
    });
    expect(await histograms()).toEqual([]);
  });

  it.runIf(version === '7.59.0')('describes a decision', async () => {
    await traced.client.decisions.create({
      model: 'gpt-6-sol',
      input: canary,
      questions: [{ type: 'predicate', question: canary, name: canary }] as never,
    });
    expect(onlySpan().attributes).toMatchObject({
      'gen_ai.operation.name': 'generate_content',
      'gen_ai.response.model': 'gpt-6-sol-2026-01-15',
      'gen_ai.usage.output_tokens': 1,
    });
  });

  it.runIf(hasResponses(version))('fetches a response without counting its tokens', async () => {
    const { id } = await traced.client.responses.create({ model: 'gpt-4o', input: canary });
    await traced.sink.reset();
    const response = await traced.client.responses.retrieve(id);
    expect(response.status).toBe('completed');
    expect(onlySpan()).toMatchObject({ name: 'fetch_response', kind: 'client' });
    expect(onlySpan().attributes).toEqual({
      'gen_ai.operation.name': 'fetch_response',
      'gen_ai.provider.name': 'openai',
      'gen_ai.response.id': id,
      'gen_ai.response.model': response.model,
      'gen_ai.response.status': 'completed',
      'gen_ai.response.finish_reasons': ['stop'],
      'openai.api.type': 'responses',
      'server.address': '127.0.0.1',
      'server.port': traced.mock.port,
      'llm_otel.outcome': 'completed',
    });
    expect(await histograms()).toEqual(['gen_ai.client.operation.duration']);
  });

  it.runIf(hasResponses(version) && !is4(version) && version !== '5.0.0')(
    'fetches the stream of a response',
    async () => {
      const { id } = await traced.client.responses.create({ model: 'gpt-4o', input: canary });
      await traced.sink.reset();
      const { responses } = traced.client;
      const stream = await responses.retrieve(id, { stream: true, starting_after: 3 });
      expect(await chunksOf(stream)).toBeGreaterThan(3);
      expect(onlySpan().attributes).toMatchObject({
        'gen_ai.request.stream_cursor': '3',
        'gen_ai.response.status': 'completed',
        'gen_ai.response.finish_reasons': ['stop'],
      });
      expect(onlySpan().attributes).not.toHaveProperty('gen_ai.usage.output_tokens');
    },
  );

  it.runIf(hasResponses(version))('names the response that could not be fetched', async () => {
    await traced.client.responses.retrieve('resp_unknown').catch(() => undefined);
    expect(onlySpan()).toMatchObject({
      status: { code: 'error' },
      attributes: { 'gen_ai.response.id': 'resp_unknown', 'error.type': 'unknown_url' },
    });
  });

  it.runIf(version.startsWith('7') || version === '6.49.0')('compacts and cancels', async () => {
    const { responses } = traced.client;
    await responses.compact({ model: 'gpt-5', input: canary });
    expect(onlySpan().attributes).toMatchObject({
      'gen_ai.usage.input_tokens': 40,
      'gen_ai.conversation.compacted': true,
    });
    expect(await histograms()).toContain('gen_ai.client.inference.duration');
    const { id } = await responses.create({ model: 'gpt-5', input: canary });
    await traced.sink.reset();
    await responses.cancel(id);
    expect(onlySpan()).toMatchObject({
      name: 'openai.responses.cancel',
      attributes: { 'gen_ai.response.id': id, 'gen_ai.response.status': 'completed' },
    });
  });

  it('names what is stored by its method', async () => {
    const { batches, beta, files } = traced.client;
    const file = await files.create({ file: upload(), purpose: 'user_data' });
    expect(file.id).toBe('files_000001');
    await files.list();
    await files.content(file.id);
    await (
      is4(version) ? (files as unknown as { del: typeof files.delete }).del : files.delete
    ).call(files, file.id);
    await batches.list();
    await beta.threads.create({ messages: [{ role: 'user', content: canary }] });
    const names = traced.sink.spans().map(({ name, kind }) => `${kind} ${name}`);
    expect(names).toEqual([
      'client openai.files.create',
      'client openai.files.list',
      'client openai.files.content',
      'client openai.files.delete',
      'client openai.batches.list',
      'client openai.beta.threads.create',
    ]);
    expect(traced.sink.toJson()).not.toContain(canary);
    expect(await histograms()).toEqual([]);
  });

  it('ends the span of a streamed run with its stream', async () => {
    const stream = await traced.client.beta.threads.runs.create('thread_1', {
      assistant_id: 'asst_1',
      instructions: canary,
      stream: true,
    });
    expect(traced.sink.spans()).toHaveLength(0);
    expect(await chunksOf(stream)).toBe(2);
    expect(onlySpan().name).toBe('openai.beta.threads.runs.create');
  });

  it.runIf(!is4(version) && version !== '5.0.0')(
    'names conversations by their method',
    async () => {
      const { conversations } = traced.client;
      const { id } = await conversations.create({ metadata: { topic: canary } });
      await conversations.items.list(id);
      const names = traced.sink.spans().map(({ name }) => name);
      expect(names).toEqual(['openai.conversations.create', 'openai.conversations.items.list']);
      expect(traced.sink.toJson()).not.toContain(canary);
    },
  );

  it.runIf(version.startsWith('7') || version === '6.49.0')(
    'describes the responses of the beta resource like the others',
    async () => {
      const { beta } = traced.client;
      await beta.responses.create({ model: 'gpt-4o', input: canary });
      expect(onlySpan().attributes).toMatchObject({
        'gen_ai.operation.name': 'chat',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.output_tokens': expect.any(Number),
      });
    },
  );

  it('records a failure of any of them', async () => {
    traced.mock.behaveNext({ status: 429, errorCode: 'insufficient_quota' });
    const { audio, files } = traced.client;
    await audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'x' }).catch(() => 0);
    traced.mock.behaveNext({ status: 404 });
    await files.retrieve('file-1').catch(() => 0);
    const failures = traced.sink
      .spans()
      .map(({ attributes, status }) => [status.code, attributes['error.type']]);
    expect(failures).toEqual([
      ['error', 'insufficient_quota'],
      ['error', 'model_not_found'],
    ]);
  });
});
