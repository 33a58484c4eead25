// Streams are watched in place: the same object, the same chunks, one span that ends once.

import { describe, expect, it } from 'vitest';
import { hasResponses, majors, useTracedOpenAi } from '../../support/traced-openai.ts';

const request = {
  model: 'gpt-4o',
  stream: true as const,
  stream_options: { include_usage: true },
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  const outcome = (): unknown =>
    traced.sink.spans().map((span) => span.attributes['llm_otel.outcome']);

  it("is the SDK's own stream, and yields every chunk", async () => {
    const stream = await traced.client.chat.completions.create(request);
    expect(stream.constructor.name).toBe('Stream');
    expect(stream.controller).toBeInstanceOf(AbortController);
    let text = '';
    let chunks = 0;
    for await (const chunk of stream) {
      expect(traced.sink.spans()).toHaveLength(0);
      chunks++;
      text += chunk.choices[0]?.delta.content ?? '';
    }
    expect(text).toContain('span');
    expect(chunks).toBeGreaterThan(3);
    expect(outcome()).toEqual(['completed']);
    expect(traced.sink.spans()[0]?.attributes).toMatchObject({
      'gen_ai.request.stream': true,
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': expect.any(Number),
      'gen_ai.usage.output_tokens': expect.any(Number),
      'gen_ai.response.time_to_first_chunk': expect.any(Number),
    });
  });

  it('describes a streamed call like its unstreamed twin', async () => {
    const { stream: _stream, stream_options: _options, ...plain } = request;
    await traced.client.chat.completions.create(plain);
    for await (const _chunk of await traced.client.chat.completions.create(request)) continue;
    const [unstreamed, streamed] = traced.sink.spans().map(({ attributes }) => {
      const {
        'gen_ai.response.id': _id,
        'gen_ai.request.stream': _s,
        'gen_ai.response.time_to_first_chunk': _t,
        ...same
      } = attributes;
      return same;
    });
    expect(streamed).toEqual(unstreamed);
  });

  it('ends as aborted when the caller stops reading', async () => {
    const stream = await traced.client.chat.completions.create(request);
    for await (const _chunk of stream) break;
    expect(outcome()).toEqual(['aborted']);
    expect(traced.sink.spans()[0]).toMatchObject({
      status: { code: 'unset' },
      attributes: { 'gen_ai.response.finish_reasons': ['error'] },
    });
    expect(stream.controller.signal.aborted).toBe(true);
  });

  it('ends as aborted when the controller aborts', async () => {
    const stream = await traced.client.chat.completions.create(request);
    let chunks = 0;
    for await (const _chunk of stream) {
      chunks++;
      stream.controller.abort();
    }
    expect(chunks).toBeGreaterThan(0);
    expect(outcome()).toEqual(['aborted']);
  });

  it('counts two readers of tee() as one call', async () => {
    const [left, right] = (await traced.client.chat.completions.create(request)).tee();
    const read = async (stream: typeof left): Promise<number> => {
      let count = 0;
      for await (const _chunk of stream) count++;
      return count;
    };
    const [first, second] = await Promise.all([read(left), read(right)]);
    expect(first).toBe(second);
    expect(outcome()).toEqual(['completed']);
  });

  it('feeds toReadableStream()', async () => {
    const stream = await traced.client.chat.completions.create(request);
    const text = await new Response(stream.toReadableStream()).text();
    expect(text.trim().split('\n').length).toBeGreaterThan(3);
    expect(outcome()).toEqual(['completed']);
  });

  it('records an error in the middle of a stream, and passes it on', async () => {
    traced.mock.behaveNext({ fault: 'error-event' });
    const stream = await traced.client.chat.completions.create(request);
    const reading = (async () => {
      for await (const _chunk of stream) continue;
    })();
    await expect(reading).rejects.toBeInstanceOf(traced.OpenAI.APIError);
    expect(outcome()).toEqual(['error']);
    expect(traced.sink.spans()[0]?.status.code).toBe('error');
  });

  it.runIf(hasResponses(version))('records streamed Responses', async () => {
    const stream = await traced.client.responses.create({
      model: 'gpt-4o',
      input: 'What is a span?',
      stream: true,
    });
    const types = new Set<string>();
    for await (const event of stream) types.add(event.type);
    expect(types).toContain('response.completed');
    expect(outcome()).toEqual(['completed']);
    expect(traced.sink.spans()[0]?.attributes).toMatchObject({
      'openai.api.type': 'responses',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.output_tokens': expect.any(Number),
    });
  });

  it('runs what happens between two chunks outside the span, and the SDK inside it', async () => {
    const { trace } = await import('@opentelemetry/api');
    const outer = trace.getTracer('test').startSpan('outer');
    const { context } = await import('@opentelemetry/api');
    await context.with(trace.setSpan(context.active(), outer), async () => {
      for await (const _chunk of await traced.client.chat.completions.create(request)) {
        expect(trace.getActiveSpan()).toBe(outer);
      }
    });
    outer.end();
    const call = traced.sink.spans().find((span) => span.name === 'llm.call');
    expect(call?.parentSpanId).toBe(outer.spanContext().spanId);
  });
});
