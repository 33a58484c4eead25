// A framework above an SDK: one call of a model has one span and one set of metrics, whoever sees it.

import { addAdapter, defineAdapter, type Tracing } from 'llm-otel/adapter';
import type { SpanRecord } from '@llm-otel/testkit';
import { tool } from 'llm-otel';
import { describe, expect, it, onTestFinished } from 'vitest';
import { propagation } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const used = useTracedOpenAi('7.59.0');
let tracing!: Tracing;
addAdapter(
  defineAdapter({
    name: 'fake-framework',
    packages: [],
    globals: {
      install: (given) => {
        tracing = given;
      },
    },
  }),
);

const ask = (model = 'gpt-4o', headers: Record<string, string> = {}): Promise<unknown> =>
  used.client.chat.completions.create(
    { model, messages: [{ role: 'user', content: 'What is a span?' }] },
    { headers },
  );

/** A framework's run of a model: what it knows itself is the model by its own name, and no tokens. */
async function run(work: () => Promise<unknown>, response = {}): Promise<void> {
  const running = tracing.start(
    {
      kind: 'inference',
      operation: 'chat',
      provider: 'framework',
      request: { model: 'my-model', temperature: 0.5 },
    },
    { isModelRun: true },
  )!;
  try {
    await running.run(work);
    running.end({ response });
  } catch (error) {
    running.fail(error);
    throw error;
  }
}

/** How many values each histogram has got since it was asked last. */
async function counts(): Promise<Record<string, number>> {
  const all = (await used.sink.metrics()).map(({ name, points }) => [
    name.replace('gen_ai.client.', ''),
    points.reduce((sum, point) => sum + Number(point.count ?? 0), 0),
  ]);
  return Object.fromEntries(all) as Record<string, number>;
}
const attributesOf = (span: SpanRecord | undefined): SpanRecord['attributes'] =>
  span?.attributes ?? {};

describe("a framework's run of a model", () => {
  it('is told of by the call below: one span, one set of metrics', async () => {
    await run(() => ask());
    const spans = used.sink.spans();
    expect(spans).toHaveLength(1);
    expect(attributesOf(spans[0])).toMatchObject({
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.request.temperature': 0.5,
      'gen_ai.response.finish_reasons': ['stop'],
      'server.address': '127.0.0.1',
      'llm_otel.outcome': 'completed',
    });
    expect(attributesOf(spans[0])['gen_ai.usage.input_tokens']).toBeGreaterThan(0);
    expect(attributesOf(spans[0])).not.toHaveProperty('llm_otel.attempt');
    expect(await counts()).toMatchObject({
      'inference.duration': 1,
      'inference.operation.input_tokens': 1,
    });
  });

  it('counts by its own numbers where no call is seen below', async () => {
    await run(() => Promise.resolve(), { usage: { inputTokens: 3, outputTokens: 4 } });
    const [span, ...others] = used.sink.spans();
    expect(others).toEqual([]);
    expect(attributesOf(span)).toMatchObject({
      'gen_ai.provider.name': 'framework',
      'gen_ai.request.model': 'my-model',
      'gen_ai.usage.input_tokens': 3,
      'gen_ai.usage.output_tokens': 4,
    });
    expect(await counts()).toMatchObject({ 'inference.duration': 1 });
  });

  it('takes a call after one that failed as its next attempt', async () => {
    await run(async () => {
      await ask('gpt-4o', { 'x-mock-status': '503' }).catch(() => undefined);
      await ask();
    });
    const [span, ...others] = used.sink.spans();
    expect(others).toEqual([]);
    expect(attributesOf(span)).toMatchObject({
      'llm_otel.attempt': 2,
      'llm_otel.outcome': 'completed',
      'gen_ai.response.finish_reasons': ['stop'],
    });
    expect(span!.status.code).toBe('unset');
    expect(await counts()).toMatchObject({ 'inference.duration': 1 });
  });

  it('fails as the framework says, with what the last attempt told', async () => {
    await expect(run(() => ask('gpt-4o', { 'x-mock-status': '503' }))).rejects.toThrow('503');
    const [span, ...others] = used.sink.spans();
    expect(others).toEqual([]);
    expect(span!.status.code).toBe('error');
    expect(attributesOf(span)).toMatchObject({
      'gen_ai.provider.name': 'openai',
      'llm_otel.outcome': 'error',
    });
  });

  it('takes the tokens of a stream', async () => {
    await run(async () => {
      const stream = await used.client.chat.completions.create({
        model: 'gpt-4o',
        stream: true,
        stream_options: { include_usage: true },
        messages: [{ role: 'user', content: 'What is a span?' }],
      });
      for await (const _ of stream);
    });
    const [span, ...others] = used.sink.spans();
    expect(others).toEqual([]);
    expect(attributesOf(span)['gen_ai.usage.output_tokens']).toBeGreaterThan(0);
    expect(attributesOf(span)).toHaveProperty(['gen_ai.response.time_to_first_chunk']);
    expect(await counts()).toMatchObject({ 'inference.time_to_first_chunk': 1 });
  });

  it('has a second call below as a child, and one of another kind', async () => {
    await run(async () => {
      await ask();
      await ask('second');
      await used.client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' });
    });
    const spans = used.sink.spans();
    const models = spans.map((span) => attributesOf(span)['gen_ai.request.model']);
    expect(models.toSorted()).toEqual(['gpt-4o', 'second', 'text-embedding-3-small']);
    const outer = spans.find((span) => attributesOf(span)['gen_ai.request.model'] === 'gpt-4o')!;
    const inner = spans.filter((span) => span !== outer);
    expect(inner.map(({ parentSpanId }) => parentSpanId)).toEqual([outer.spanId, outer.spanId]);
    expect(await counts()).toMatchObject({ 'inference.duration': 2 });
  });

  it('is no run any more inside of another operation', async () => {
    await run(async () => {
      await tool('look', () => ask('inside'));
      await ask();
    });
    const spans = used.sink.spans();
    expect(spans.map(({ name }) => name).toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      'execute_tool look',
      'llm.call',
      'llm.call',
    ]);
    expect(await counts()).toMatchObject({ 'inference.duration': 2 });
  });

  it('leaves a call outside alone', async () => {
    await run(() => Promise.resolve());
    await ask();
    expect(used.sink.spans()).toHaveLength(2);
  });
});

describe('an operation that is told of', () => {
  it('has the parent that it names, a time of its own, and a late request', () => {
    const outer = tracing.start({ kind: 'workflow', name: 'outer', request: {} })!;
    const inner = tracing.start(
      { kind: 'agent', name: 'inner', request: {} },
      { parent: outer, at: 1_700_000_000_000 },
    )!;
    inner.request({ model: 'late' });
    inner.end();
    outer.end();
    const [agent, workflow] = used.sink.spans();
    expect(agent!.parentSpanId).toBe(workflow!.spanId);
    expect(attributesOf(agent)).toMatchObject({ 'gen_ai.request.model': 'late' });
    expect(String(agent!.startTimeUnixNano)).toBe('1700000000000000000');
  });

  it('of a tool has the skill that it loads', () => {
    tracing.start({ kind: 'tool', name: 'load', request: { skillName: 'writing' } })!.end();
    expect(attributesOf(used.sink.spans()[0])).toMatchObject({ 'gen_ai.skill.name': 'writing' });
  });

  it('is handed on to another process and taken up there', () => {
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    onTestFinished(() => propagation.disable());
    const carrier: Record<string, string> = {};
    const outer = tracing.start({ kind: 'workflow', name: 'outer', request: {} })!;
    tracing.inject(carrier, outer);
    outer.end();
    const parent = tracing.extract(carrier);
    const inner = tracing.start({ kind: 'mcp', name: 'tools/call', request: {} }, { parent })!;
    inner.end();
    const [first, second] = used.sink.spans();
    expect(carrier['traceparent']).toContain(first!.spanId);
    expect(second).toMatchObject({ traceId: first!.traceId, parentSpanId: first!.spanId });
  });

  it.each([
    'inference',
    'embeddings',
    'rerank',
    'retrieval',
    'memory',
    'tool',
    'agent',
    'remote_agent',
    'agent_creation',
    'plan',
    'workflow',
    'step',
    'guardrail',
    'mcp',
    'request',
  ] as const)('of the kind %s counts as no other kind', async (kind) => {
    const names = { inference: 'chat', memory: 'search_memory' } as const;
    const operation = kind === 'inference' || kind === 'memory' ? names[kind] : undefined;
    tracing.start({ kind, name: 'x', operation, request: {} } as never)!.end();
    expect(used.sink.spans()).toHaveLength(1);
    const isInference = kind === 'inference';
    expect((await counts())['inference.duration'] ?? 0).toBe(isInference ? 1 : 0);
    const name = used.sink.spans()[0]!.name;
    const isModelCall = ['inference', 'embeddings', 'rerank'].includes(kind);
    expect(name === 'llm.call').toBe(isModelCall);
  });
});
