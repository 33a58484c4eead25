// The application gets what the bare SDK gives: the same promises, streams, helpers and errors.

import { describe, expect, it } from 'vitest';
import {
  anthropicVersions,
  tracesItself,
  useTracedAnthropic,
} from '../../support/traced-anthropic.ts';

const question = {
  model: 'claude-opus-5',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};
const streamed = { ...question, stream: true as const };
const weather = {
  name: 'get_weather',
  description: 'The weather of a city',
  input_schema: { type: 'object' as const, properties: { city: { type: 'string' } } },
};

describe.each(anthropicVersions)('@anthropic-ai/sdk %s', (version) => {
  const traced = useTracedAnthropic(version);
  const outcomes = (): unknown[] =>
    traced.sink.spans().map((span) => span.attributes['llm_otel.outcome']);

  it("returns the SDK's own promise and result", async () => {
    const promise = traced.client.messages.create(question);
    expect(promise.constructor.name).toBe('APIPromise');
    const message = await promise;
    expect(message.content[0]).toMatchObject({ type: 'text' });
    expect(message._request_id).toBe('req_000001');
    expect(await promise).toBe(message);
    expect(traced.mock.requests).toHaveLength(1);
    expect(outcomes()).toEqual(['completed']);
  });

  it('keeps name and length of the method, and its place on the prototype', () => {
    const { create } = traced.client.messages;
    expect([create.name, create.length, 'prototype' in create]).toEqual(['create', 2, false]);
    const prototype = Object.getPrototypeOf(traced.client.messages) as object;
    expect(Object.keys(prototype)).not.toContain('create');
  });

  it('gives data, response and request id by withResponse()', async () => {
    const { data, response, request_id } = await traced.client.messages
      .create(question)
      .withResponse();
    expect([data.type, response.status, request_id]).toEqual(['message', 200, 'req_000001']);
    expect(traced.sink.spans()).toMatchObject([
      { attributes: { 'gen_ai.usage.output_tokens': data.usage.output_tokens } },
    ]);
  });

  it('leaves the body of asResponse() unread', async () => {
    const response = await traced.client.messages.create(question).asResponse();
    expect(response.bodyUsed).toBe(false);
    expect(outcomes()).toEqual(['completed']);
    expect(await response.json()).toMatchObject({ type: 'message' });
  });

  it('derives promises that share one body', async () => {
    const promise = traced.client.messages.create(question);
    const derived = promise._thenUnwrap(({ id }) => ({ id }));
    expect(derived.constructor.name).toBe('APIPromise');
    expect(await derived).toEqual({ id: 'msg_000001' });
    expect(traced.mock.requests).toHaveLength(1);
    expect(outcomes()).toEqual(['completed']);
  });

  it('throws the error that the bare SDK throws, once', async () => {
    traced.mock.behaveNext({ status: 401 });
    const promise = traced.client.messages.create(question);
    const error: unknown = await promise.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(traced.Anthropic.AuthenticationError);
    expect(await promise.catch((caught: unknown) => caught)).toBe(error);
    expect(outcomes()).toEqual(['error']);
  });

  it('counts a call with retries once', async () => {
    traced.mock.behaveNext({ status: 529, failTimes: 1 });
    traced.mock.behaveNext({});
    await traced.client.messages.create(question, { maxRetries: 1 });
    expect(traced.mock.requests).toHaveLength(2);
    expect(outcomes()).toEqual(['completed']);
  });

  it("is the SDK's own stream, and yields every event", async () => {
    const stream = await traced.client.messages.create(streamed);
    expect(stream.constructor.name).toBe('Stream');
    expect(stream.controller).toBeInstanceOf(AbortController);
    const types = new Set<string>();
    for await (const event of stream) {
      expect(outcomes()).toEqual([]);
      types.add(event.type);
    }
    expect([...types]).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(outcomes()).toEqual(['completed']);
  });

  it('ends as aborted when the caller stops reading, with what is known by then', async () => {
    const stream = await traced.client.messages.create(streamed);
    for await (const _event of stream) break;
    expect(stream.controller.signal.aborted).toBe(true);
    expect(traced.sink.spans()).toMatchObject([
      {
        status: { code: 'unset' },
        attributes: {
          'llm_otel.outcome': 'aborted',
          'gen_ai.response.id': 'msg_000001',
          'gen_ai.response.finish_reasons': ['error'],
          'gen_ai.usage.input_tokens': expect.any(Number),
        },
      },
    ]);
    // The provider counts what came out at the end.
    expect(traced.sink.spans()[0]?.attributes).not.toHaveProperty('gen_ai.usage.output_tokens');
  });

  it('ends as aborted when the controller aborts', async () => {
    const stream = await traced.client.messages.create(streamed);
    for await (const _event of stream) stream.controller.abort();
    expect(outcomes()).toEqual(['aborted']);
  });

  it('counts two readers of tee() as one call', async () => {
    const branches = (await traced.client.messages.create(streamed)).tee();
    const counts = await Promise.all(
      branches.map(async (branch) => {
        let count = 0;
        for await (const _event of branch) count += 1;
        return count;
      }),
    );
    expect(counts[0]).toBe(counts[1]);
    expect(outcomes()).toEqual(['completed']);
  });

  it('records an error inside of a stream, and passes it on', async () => {
    traced.mock.behaveNext({ fault: 'error-event' });
    const stream = await traced.client.messages.create(streamed);
    const reading = (async () => {
      for await (const _event of stream) continue;
    })();
    await expect(reading).rejects.toBeInstanceOf(traced.Anthropic.APIError);
    expect(traced.sink.spans()).toMatchObject([
      {
        status: { code: 'error' },
        attributes: {
          'llm_otel.outcome': 'error',
          // 0.39 keeps of the event but its text.
          'error.type': version === '0.39.0' ? 'APIConnectionError' : 'overloaded_error',
        },
      },
    ]);
  });

  it('counts a stream() helper once, whose events stay', async () => {
    const texts: string[] = [];
    const helper = traced.client.messages.stream(question).on('text', (text) => texts.push(text));
    const message = await helper.finalMessage();
    expect(texts.join('')).toBe(await helper.finalText());
    expect(traced.mock.requests).toHaveLength(1);
    expect(traced.sink.spans()).toMatchObject([
      { attributes: { 'gen_ai.usage.output_tokens': message.usage.output_tokens } },
    ]);
  });

  it('ends a stream() helper that is aborted as aborted', async () => {
    const helper = traced.client.messages.stream(question);
    helper.on('streamEvent', () => helper.abort());
    await expect(helper.finalMessage()).rejects.toBeInstanceOf(traced.Anthropic.APIUserAbortError);
    expect(outcomes()).toEqual(['aborted']);
  });

  it.runIf(version !== '0.39.0')('counts each round of a tool runner once', async () => {
    const message = await traced.client.beta.messages
      .toolRunner({
        ...question,
        messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
        tools: [{ ...weather, run: () => 'sunny', parse: (input) => input }],
      })
      .runUntilDone();
    expect(message.content[0]).toMatchObject({ text: 'The tool reports: sunny.' });
    const spans = traced.sink.spans();
    const reasons = spans
      .filter(({ name }) => name === 'llm.call')
      .map(({ attributes }) => attributes['gen_ai.response.finish_reasons']);
    expect(reasons).toEqual([['tool_call'], ['stop']]);
    expect(traced.mock.requests).toHaveLength(2);
    // What else goes on in the process is the SDK's own to tell.
    const theirs = spans.filter(({ scope }) => scope.name !== 'llm-otel').map(({ name }) => name);
    expect(theirs).toEqual(tracesItself(version) ? ['anthropic.messages.tool_runner'] : []);
  });

  it.runIf(version !== '0.39.0')('parses structured output under one span', async () => {
    const message = await traced.client.messages.parse({
      ...question,
      output_config: {
        format: {
          type: 'json_schema',
          schema: { type: 'object', properties: { text: { type: 'string' } } },
        },
      },
    });
    expect(message).toHaveProperty('parsed_output');
    expect(traced.sink.spans()).toMatchObject([{ attributes: { 'gen_ai.output.type': 'json' } }]);
  });

  it('has a span for each request of batches, and where tokens are only counted', async () => {
    const { batches } = traced.client.messages;
    const { id } = await batches.create({ requests: [] });
    for await (const batch of batches.list()) expect(batch.id).toMatch(/^msgbatch_/);
    const results: unknown[] = [];
    for await (const result of await batches.results(id)) results.push(result);
    expect(results).toHaveLength(1);
    await traced.client.messages.countTokens({ model: 'm', messages: question.messages });
    const spans = traced.sink.spans();
    const parent = spans.find(({ name }) => name.endsWith('results'));
    expect(spans.map(({ name, kind, parentSpanId }) => [name, kind, parentSpanId])).toEqual([
      ['anthropic.messages.batches.create', 'client', undefined],
      ['anthropic.messages.batches.list', 'client', undefined],
      ['anthropic.messages.batches.retrieve', 'client', parent?.spanId],
      ['anthropic.messages.batches.results', 'client', undefined],
      ['anthropic.messages.countTokens', 'client', undefined],
    ]);
    expect(spans.at(-1)!.attributes['gen_ai.request.model']).toBe('m');
  });
});
