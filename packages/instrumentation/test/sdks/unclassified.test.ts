// Methods that a new release brings: nobody has said what they mean, and each call has a plain span.

import { trace } from '@opentelemetry/api';
import { createTelemetrySink, runScenario, startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { instrument, uninstrument } from 'llm-otel';
import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { register, unregister } from '../support/global-telemetry.ts';

const clientOf = (resource: unknown): OpenAI => (resource as { readonly _client: OpenAI })._client;
const body = { model: 'gpt-5', messages: [{ role: 'user', content: 'What is a span?' }] };

/** What a release may add to a class. */
const added = {
  imagine(this: unknown, options?: object) {
    return clientOf(this).post('/chat/completions', { body, ...options });
  },
  imagineStream(this: unknown) {
    return clientOf(this).post('/chat/completions', {
      body: { ...body, stream: true },
      stream: true,
    });
  },
  imagineList(this: unknown) {
    return clientOf(this).models.list();
  },
  async imagineFailure(this: unknown): Promise<unknown> {
    return clientOf(this).post('/imagine', { body: {} });
  },
  imagineAtOnce(this: unknown): unknown {
    return { active: trace.getActiveSpan() !== undefined };
  },
  _imagine(this: unknown) {
    return clientOf(this).post('/chat/completions', { body });
  },
};
type Imagining = OpenAI['chat']['completions'] & typeof added;

describe('a method that nobody has classified', () => {
  const prototype = OpenAI.Chat.Completions.prototype as object;
  const sink = createTelemetrySink();
  let mock: MockLlm;
  let completions: Imagining;
  beforeAll(async () => {
    mock = await startMockLlm();
    Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(added));
    register(sink);
    instrument(OpenAI);
    const client = new OpenAI({ baseURL: mock.url, apiKey: 'unused', maxRetries: 0 });
    completions = client.chat.completions as Imagining;
  });
  afterEach(() => sink.reset());
  afterAll(async () => {
    uninstrument(OpenAI);
    for (const name of Object.keys(added)) Reflect.deleteProperty(prototype, name);
    unregister();
    await mock.close();
  });
  const spans = () =>
    sink.spans().map(({ name, kind, attributes }) => [name, kind, attributes['llm_otel.outcome']]);

  it('has a span as long as its promise', async () => {
    const answer = (await completions.imagine()) as OpenAI.ChatCompletion;
    expect(answer.choices).toHaveLength(1);
    expect(spans()).toEqual([['openai.chat.completions.imagine', 'client', 'completed']]);
    expect(sink.spans()[0]!.attributes).toMatchObject({
      'gen_ai.provider.name': 'openai',
      'server.address': '127.0.0.1',
    });
    const metrics = await sink.metrics();
    expect(metrics.filter(({ name }) => name.startsWith('gen_ai'))).toEqual([]);
  });

  it('has one as long as its stream is read', async () => {
    const stream = (await completions.imagineStream()) as AsyncIterable<unknown>;
    expect(sink.spans()).toEqual([]);
    for await (const _chunk of stream) break;
    expect(spans()).toEqual([['openai.chat.completions.imagineStream', 'client', 'aborted']]);
  });

  it('has one for a page', async () => {
    await completions.imagineList();
    expect(spans()).toEqual([['openai.chat.completions.imagineList', 'client', 'completed']]);
  });

  it('has one that fails', async () => {
    await expect(completions.imagineFailure()).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    expect(sink.spans()).toMatchObject([
      { name: 'openai.chat.completions.imagineFailure', status: { code: 'error' } },
    ]);
  });

  it('has none if it returns something else, or is no public one', async () => {
    expect(completions.imagineAtOnce()).toEqual({ active: true });
    await completions._imagine();
    expect(sink.spans()).toEqual([]);
  });

  it('is the original again where tracing is taken away', () => {
    uninstrument(OpenAI);
    expect(completions.imagine).toBe(added.imagine);
    instrument(OpenAI);
    expect(completions.imagine).not.toBe(added.imagine);
  });
});

describe('the doctor', () => {
  const doctor = async (source: string): Promise<string> => {
    const { exitCode, stderr } = await runScenario({
      format: 'esm',
      source,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: { OPENAI_API_KEY: 'unused', LLM_OTEL_DOCTOR: '1' },
    });
    expect(exitCode).toBe(0);
    return stderr;
  };

  it('has a line for them', async () => {
    const stderr = await doctor(`
      import { instrument, uninstrument } from 'llm-otel';
      import OpenAI from 'openai';
      uninstrument(OpenAI);
      OpenAI.Chat.Completions.prototype.imagine = function () { return this._client.models.list(); };
      OpenAI.Chat.Completions.prototype._imagine = function () { return this._client.models.list(); };
      instrument(OpenAI);`);
    expect(stderr).toMatch(
      /openai by instrument\(\): has methods that .* chat\.completions \(imagine\): each call has a plain span/,
    );
  });

  it('has none for a release that we know', async () => {
    const stderr = await doctor(`import 'openai'; import '@anthropic-ai/sdk';`);
    expect(stderr).toMatch(/SDK .*openai .*: traced/);
    expect(stderr).not.toContain('does not know');
  });
});
