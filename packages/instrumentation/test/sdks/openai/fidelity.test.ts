// The application gets what the bare SDK gives: the same objects, streams and errors.

import { expect, describe, it } from 'vitest';
import { hasResponses, majors, useTracedOpenAi } from '../../support/traced-openai.ts';

const question = {
  model: 'gpt-4o',
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};
const weather = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'The weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
};

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);

  it("returns the SDK's own promise and result", async () => {
    const promise = traced.client.chat.completions.create(question);
    expect(promise.constructor.name).toBe('APIPromise');
    const completion = await promise;
    expect(completion.choices[0]?.message.content).toContain('span');
    expect(completion._request_id).toBe('req_000001');
    expect(await promise).toBe(completion);
    expect(traced.mock.requests).toHaveLength(1);
    expect(traced.sink.spans()).toHaveLength(1);
  });

  it('keeps name and length of the method, and its place on the prototype', () => {
    const { create } = traced.client.chat.completions;
    expect(create.name).toBe('create');
    expect(create).toHaveLength(2);
    expect('prototype' in create).toBe(false);
    const prototype = Object.getPrototypeOf(traced.client.chat.completions) as object;
    expect(Object.keys(prototype)).not.toContain('create');
  });

  it('gives data, response and request id by withResponse()', async () => {
    const { data, response, request_id } = await traced.client.chat.completions
      .create(question)
      .withResponse();
    expect(data.choices).toHaveLength(1);
    expect(response.status).toBe(200);
    expect(request_id).toBe('req_000001');
    expect(traced.sink.spans()[0]?.attributes).toMatchObject({
      'gen_ai.usage.output_tokens': expect.any(Number),
    });
    expect(traced.sink.spans()).toHaveLength(1);
  });

  it('leaves the body of asResponse() unread', async () => {
    const response = await traced.client.chat.completions.create(question).asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(traced.sink.spans()).toHaveLength(1);
    const body = (await response.json()) as { object: string };
    expect(body.object).toBe('chat.completion');
  });

  it('ends the call with the headers when the raw response of a helper is taken', async () => {
    const response = await traced.chatHelpers.parse(question).asResponse();
    expect(traced.sink.spans()[0]?.attributes['llm_otel.outcome']).toBe('completed');
    expect(await response.json()).toHaveProperty('choices');
    expect(traced.sink.spans()).toHaveLength(1);
  });

  it('parses structured output once, under one span', async () => {
    const parsed = await traced.chatHelpers.parse({
      ...question,
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'answer',
          strict: true,
          schema: {
            type: 'object',
            properties: { text: { type: 'string' } },
            required: ['text'],
            additionalProperties: false,
          },
        },
      },
    });
    expect(parsed.choices[0]?.message).toHaveProperty('parsed');
    expect(traced.mock.requests).toHaveLength(1);
    expect(traced.sink.spans()).toHaveLength(1);
    expect(traced.sink.spans()[0]?.attributes['gen_ai.output.type']).toBe('json');
  });

  it('serves the stream helper with its events', async () => {
    const events: string[] = [];
    const stream = traced.chatHelpers.stream(question);
    stream.on('content', (delta) => events.push(delta));
    const completion = await stream.finalChatCompletion();
    expect(events.join('')).toBe(completion.choices[0]?.message.content);
    expect(traced.sink.spans()).toHaveLength(1);
  });

  it('records one span for each round of runTools', async () => {
    const runner = traced.chatHelpers.runTools({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
      tools: [
        {
          ...weather,
          function: { ...weather.function, parse: JSON.parse, function: () => 'sunny' },
        },
      ],
    });
    expect(await runner.finalContent()).toContain('sunny');
    expect(traced.mock.requests).toHaveLength(2);
    const calls = traced.sink.spans().filter(({ name }) => name === 'llm.call');
    expect(calls.map(({ attributes }) => attributes['gen_ai.response.finish_reasons'])).toEqual([
      ['tool_calls'],
      ['stop'],
    ]);
  });

  it.runIf(hasResponses(version))('serves the helpers of the Responses API', async () => {
    const parsed = await traced.client.responses.parse({
      model: 'gpt-4o',
      input: 'What is a span?',
    });
    expect(parsed.output_text).toContain('span');
    const events: string[] = [];
    const stream = traced.client.responses.stream({ model: 'gpt-4o', input: 'What is a span?' });
    stream.on('response.output_text.delta', ({ delta }) => events.push(delta));
    const response = await stream.finalResponse();
    expect(response.output).toMatchObject([{ content: [{ text: events.join('') }] }]);
    expect(traced.sink.spans().map((span) => span.attributes['gen_ai.request.stream'])).toEqual([
      undefined,
      true,
    ]);
  });

  it('throws the very error of the SDK', async () => {
    traced.mock.behaveNext({ status: 429, errorCode: 'insufficient_quota' });
    const error: unknown = await traced.client.chat.completions
      .create(question)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(traced.OpenAI.RateLimitError);
    expect(error).toMatchObject({ status: 429, code: 'insufficient_quota' });
    expect(traced.sink.spans()).toHaveLength(1);
  });

  it('lets a rejection that nobody handles be seen once, and hides none that is handled', async () => {
    const unhandled: unknown[] = [];
    const listeners = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', (reason) => unhandled.push(reason));
    const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    try {
      traced.mock.behaveNext({ status: 400 }, 3);
      await traced.client.chat.completions.create(question).catch(() => undefined);
      await traced.chatHelpers.parse(question).catch(() => undefined);
      await settled();
      expect(unhandled).toHaveLength(0);
      void traced.client.chat.completions.create(question);
      await traced.mock.waitForRequest(() => traced.mock.requests.length === 3);
      while (unhandled.length === 0) await settled();
      await settled();
      expect(unhandled).toHaveLength(1);
    } finally {
      process.removeAllListeners('unhandledRejection');
      for (const listener of listeners) process.on('unhandledRejection', listener);
    }
    expect(traced.sink.spans()).toHaveLength(3);
  });

  it('does not touch the request', async () => {
    const request = Object.freeze({ ...question, messages: Object.freeze([...question.messages]) });
    await traced.client.chat.completions.create(request as unknown as typeof question);
    expect(traced.mock.requests[0]?.body).toEqual({ ...question });
  });

  it('decodes embeddings as the SDK does', async () => {
    const { data } = await traced.client.embeddings.create({
      model: 'text-embedding-3-small',
      input: ['one', 'two'],
    });
    expect(data).toHaveLength(2);
    expect(typeof data[0]?.embedding[0]).toBe('number');
    expect(traced.sink.spans()).toHaveLength(1);
  });
});
