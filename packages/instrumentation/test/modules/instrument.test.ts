// Patching by hand, and the Instrumentation for people who build their own SDK.

import { createRequire } from 'node:module';
import { context, trace } from '@opentelemetry/api';
import { createTelemetrySink, runScenario, startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { instrument, uninstrument } from 'llm-otel';
import type * as OpenAiModule from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const sink = createTelemetrySink();
const require = createRequire(import.meta.url);
const openai = require('openai') as typeof OpenAiModule;
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Why?' }] };
let mock: MockLlm;

const newClient = (): OpenAiModule.OpenAI =>
  new openai.OpenAI({ baseURL: mock.url, apiKey: 'unused' });

beforeAll(async () => {
  mock = await startMockLlm();
  trace.setGlobalTracerProvider(sink.tracerProvider);
});
afterEach(() => sink.reset());
afterAll(() => mock.close());

describe('instrument', () => {
  it.each([
    ['the exports of the module', () => openai],
    ['the class', () => openai.OpenAI],
    ['a client', newClient],
    ['a namespace with the class as its default', () => ({ default: openai.OpenAI })],
  ])('patches by %s, and puts everything back', async (_name, target) => {
    const { create } = newClient().chat.completions;
    const given = target();
    expect(instrument(given)).toBe(given);
    instrument(given);
    await newClient().chat.completions.create(question);
    await newClient().embeddings.create({ model: 'text-embedding-3-small', input: 'x' });
    expect(sink.spans()).toHaveLength(2);
    uninstrument(given);
    expect(newClient().chat.completions.create).toBe(create);
    await newClient().chat.completions.create(question);
    expect(sink.spans()).toHaveLength(2);
  });

  it('leaves the wrapper of somebody else in place, and records nothing below it', async () => {
    const { prototype } = openai.OpenAI.Chat.Completions;
    const bare = prototype.create;
    instrument(openai);
    const ours = prototype.create;
    let wrapped = 0;
    const theirs = Object.defineProperties(function create(this: unknown, ...args: unknown[]) {
      wrapped++;
      return Reflect.apply(ours, this, args);
    }, Object.getOwnPropertyDescriptors(ours)) as unknown as typeof ours;
    prototype.create = theirs;
    try {
      await newClient().chat.completions.create(question);
      uninstrument(openai);
      expect(prototype.create).toBe(theirs);
      await newClient().chat.completions.create(question);
      expect([wrapped, sink.spans().length]).toEqual([2, 1]);
      instrument(openai);
      await newClient().chat.completions.create(question);
      expect([wrapped, sink.spans().length]).toEqual([3, 2]);
    } finally {
      prototype.create = ours;
      uninstrument(openai);
      expect(prototype.create).toBe(bare);
    }
  });

  it('says what it needs when it is given something else', () => {
    expect(() => instrument({ completions: {} })).toThrow(
      /pass the exports, the class of clients, or a client of openai, @anthropic-ai\/sdk, /,
    );
    expect(String(Object.prototype.hasOwnProperty)).toContain('[native code]');
  });
});

describe('another instrumentation of the same SDK', () => {
  const program = (setUp: string): string => `
    import { context, diag, trace } from '@opentelemetry/api'; import { subscribe } from 'node:diagnostics_channel';
    import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
    import { TracerProvider } from '@opentelemetry/sdk-trace';
    import OpenAI from 'openai'; import { instrument } from 'llm-otel';
    diag.setLogger({ warn: (line) => console.log(line), error() {}, info() {}, debug() {}, verbose() {} });
    instrument(OpenAI);
    const prototype = OpenAI.Chat.Completions.prototype;
    ${setUp}
    for (let call = 0; call < 2; call++) await new OpenAI().chat.completions.create(${JSON.stringify(question)});`;

  const spanAround = (attributes: string): string => `
    const tracer = new TracerProvider({}).getTracer('another-package');
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const ours = prototype.create;
    prototype.create = function (...args) {
      const span = tracer.startSpan('theirs', { attributes: ${attributes} });
      return context.with(trace.setSpan(context.active(), span), () => ours.apply(this, args));
    };`;

  it.each([
    [
      'wraps on top of ours',
      `const ours = prototype.create;
       prototype.create = Object.assign(function (...args) { return ours.apply(this, args); }, { __wrapped: true });`,
      'another OpenTelemetry instrumentation',
    ],
    [
      'listens to a channel of the SDK',
      `subscribe('tracing:apm:openai:request:start', () => {});`,
      'dd-trace',
    ],
    [
      'has a span of the same operation around the call',
      spanAround(`{ 'gen_ai.operation.name': 'chat' }`),
      'another-package',
    ],
    [
      'has a span of OpenInference around the call',
      spanAround(`{ 'openinference.span.kind': 'LLM' }`),
      'another-package',
    ],
  ])('is told to diag once when it %s', async (_name, setUp, tool) => {
    const result = await runScenario({
      format: 'esm',
      source: program(setUp),
      env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
    });
    expect(result).toMatchObject({
      exitCode: 0,
      stdout: `llm-otel: ${tool} records the same calls: each has a span of both\n`,
    });
    expect(result.callRecords()).toHaveLength(2);
  });
});

describe('LlmInstrumentation', () => {
  const program = (body: string): string => `
    import { LlmInstrumentation } from 'llm-otel';
    import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
    const exporter = new InMemorySpanExporter();
    const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    const instrumentation = new LlmInstrumentation();
    instrumentation.setTracerProvider(provider);
    const { default: OpenAI } = await import('openai');
    const call = () => new OpenAI().chat.completions.create(${JSON.stringify(question)});
    await call();
    ${body}
    console.log(exporter.getFinishedSpans().length, instrumentation.instrumentationName);`;

  it.each([
    ['sends to the provider that it is given, though it is not the global one', '', '1 llm-otel\n'],
    [
      'records nothing while it is disabled',
      'instrumentation.disable(); await call();',
      '1 llm-otel\n',
    ],
    [
      'records again when it is enabled again',
      'instrumentation.disable(); instrumentation.enable(); await call();',
      '2 llm-otel\n',
    ],
  ])('%s', async (_name, body, stdout) => {
    const result = await runScenario({
      format: 'esm',
      source: program(body),
      env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
    });
    expect(result).toMatchObject({ exitCode: 0, stdout, stderr: '' });
    expect(result.callRecords()).toEqual([]);
  });
});

afterAll(() => {
  trace.disable();
  context.disable();
});
