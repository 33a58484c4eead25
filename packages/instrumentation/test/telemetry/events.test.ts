// The events of the conventions: what a call tells in a log record, besides its span.

import { type LogRecord, startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { agent, evaluation, instrument, llmCall, tool } from 'llm-otel';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useGlobalSink } from '../support/global-telemetry.ts';

const sink = useGlobalSink();
let mock: MockLlm;
let client: OpenAI;

beforeAll(async () => {
  process.env['LLM_OTEL_DETAILS_EVENT'] = 'always';
  mock = await startMockLlm();
  client = new (instrument(OpenAI))({ baseURL: mock.url, apiKey: 'unused', maxRetries: 0 });
});
afterAll(() => mock.close());

const messages = [{ role: 'user', content: 'What is a span?' }] as const;
const named = (eventName: string): LogRecord[] =>
  sink.logs().filter((record) => record.eventName === eventName);
const details = (): LogRecord[] => named('gen_ai.client.inference.operation.details');
const exceptions = (): LogRecord[] => named('gen_ai.client.operation.exception');

describe('the details of an inference', () => {
  it('are all that its span has, in its context', async () => {
    await client.chat.completions.create({ model: 'gpt-4o', messages: [...messages], seed: 7 });
    const [span] = sink.spans();
    expect(details()).toHaveLength(1);
    expect(details()[0]).toMatchObject({
      severityNumber: 5,
      traceId: span?.traceId,
      spanId: span?.spanId,
      attributes: span?.attributes,
    });
    expect(Object.keys(details()[0]!.attributes)).toHaveLength(
      Object.keys(span!.attributes).length,
    );
  });

  it('are told of streams, failures and calls by hand as well, and of nothing else', async () => {
    const stream = await client.chat.completions.create({
      model: 'gpt-4o',
      messages: [...messages],
      stream: true,
    });
    for await (const _ of stream);
    const headers = { 'x-mock-status': '500' };
    await client.chat.completions
      .create({ model: 'gpt-4o', messages: [...messages] }, { headers })
      .catch(() => undefined);
    llmCall({ model: 'llama3', provider: 'ollama' }, () => 'hi');
    await client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' });
    tool('weather', () => 'sunny');
    expect(details().map(({ attributes }) => attributes['error.type'])).toEqual([
      undefined,
      '500',
      undefined,
    ]);
  });
});

describe('an exception', () => {
  it('is told once with class, message and stack, in the context of the call', async () => {
    const headers = { 'x-mock-status': '429' };
    const failing = agent('support', () =>
      client.chat.completions.create({ model: 'gpt-4o', messages: [...messages] }, { headers }),
    );
    await expect(failing).rejects.toThrow(OpenAI.RateLimitError);
    const [call] = sink.spans();
    expect(exceptions()).toHaveLength(1);
    expect(exceptions()[0]).toMatchObject({
      severityNumber: 13,
      spanId: call?.spanId,
      attributes: {
        'exception.type': 'RateLimitError',
        'exception.message': call?.status.message,
        'exception.stacktrace': expect.stringContaining('429'),
      },
    });
  });

  it('has no keys of known shape in it', () => {
    const failing = (): unknown =>
      llmCall({ model: 'llama3', provider: 'ollama' }, () => {
        throw new Error('bad key sk-canary-123456789 given');
      });
    expect(failing).toThrow('sk-canary');
    expect(exceptions()).toHaveLength(1);
    expect(sink.toJson()).not.toContain('canary');
  });

  it('is told of a response that says of itself that it failed, which throws nothing', async () => {
    const body = { status: 'failed', error: { code: 'server_error', message: 'Sorry' } };
    const failing = client.withOptions({ fetch: () => Promise.resolve(Response.json(body)) });
    await failing.responses.create({ model: 'gpt-4o', input: 'x' });
    expect(exceptions().map(({ attributes }) => attributes)).toEqual([
      { 'exception.message': 'server_error' },
    ]);
  });

  it('is not told of what fails in the application itself', () => {
    expect(() =>
      tool('weather', () => {
        throw new RangeError('far');
      }),
    ).toThrow('far');
    expect(exceptions()).toEqual([]);
  });
});

describe('an evaluation', () => {
  const results = (): LogRecord[] => named('gen_ai.evaluation.result');

  it('belongs to the operation that was judged', () => {
    const call = llmCall.start({ model: 'llama3', provider: 'ollama' });
    call.end({ responseId: 'r1' });
    evaluation('relevance', { score: 0.8, label: 'relevant', responseId: 'r1', of: call });
    const [span] = sink.spans();
    expect(results()[0]).toMatchObject({
      traceId: span?.traceId,
      spanId: span?.spanId,
      attributes: {
        'gen_ai.evaluation.name': 'relevance',
        'gen_ai.evaluation.score.value': 0.8,
        'gen_ai.evaluation.score.label': 'relevant',
        'gen_ai.response.id': 'r1',
      },
    });
  });

  it('keeps its explanation to itself, which may quote', () => {
    evaluation('toxicity', { label: 'pass', explanation: 'he said canary' });
    expect(results()[0]?.attributes).toEqual({
      'gen_ai.evaluation.name': 'toxicity',
      'gen_ai.evaluation.score.label': 'pass',
    });
  });

  it('may have failed', () => {
    evaluation('relevance', { error: 'timeout', attributes: { 'app.judge': 'gpt-4o' } });
    expect(results()[0]?.attributes).toEqual({
      'gen_ai.evaluation.name': 'relevance',
      'error.type': 'timeout',
      'app.judge': 'gpt-4o',
    });
  });
});
