// What an agent is said to have done: its own calls, however deep below it, and no other's.

import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace';
import { createTelemetrySink, type SpanRecord } from '@llm-otel/testkit';
import { agent, chainStep, llmCall, retrieval, tool } from 'llm-otel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { comparable, pointsNamed, type ComparablePoint } from '../support/metric-points.ts';

const model = { model: 'llama3', provider: 'ollama' };
/** A call to a model that takes 2 tokens and gives 3. */
const ask = (finishReason = 'stop'): Promise<string> =>
  llmCall(model, async (call) => {
    call.set({ inputTokens: 2, outputTokens: 3, finishReasons: [finishReason] });
    return 'answer';
  });
const failing = (): Promise<unknown> =>
  llmCall(model, () => Promise.reject(new RangeError('far'))).catch(() => undefined);

describe.each(['sampled', 'not sampled'])('an agent that is %s', (sampling) => {
  const isSampled = sampling === 'sampled';
  const sink = createTelemetrySink(isSampled ? {} : { sampler: new AlwaysOffSampler() });
  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(sink.tracerProvider);
    metrics.setGlobalMeterProvider(sink.meterProvider);
  });
  beforeEach(() => sink.reset());
  afterEach(() => sink.reset());
  afterAll(async () => {
    trace.disable();
    metrics.disable();
    context.disable();
    await sink.shutdown();
  });

  const CALLS = /^gen_ai\.invoke_agent\.(inference|tool)_calls$/;
  /** Agent, calls to models, tools; for each agent. */
  const tallies = async (): Promise<unknown[]> => {
    const points = comparable(await sink.metrics()).filter(({ name }) => CALLS.test(name));
    const inference = points.filter(({ name }) => name.includes('inference'));
    return inference.map(({ attributes, count, sum }) => {
      expect(count).toBe(1);
      const { 'gen_ai.agent.name': name, ...others } = attributes;
      expect(others).toEqual({});
      const tools = points.filter((p) => p.name.includes('tool') && isOf(p, name));
      return [name, sum, ...tools.map((point) => point.sum)];
    });
  };
  const isOf = ({ attributes }: ComparablePoint, name: unknown): boolean =>
    attributes['gen_ai.agent.name'] === name;
  const spanOf = (name: string): SpanRecord =>
    sink.spans().find((span) => span.name === `invoke_agent ${name}`)!;

  it('counts calls below steps, tools and searches, and those that fail', async () => {
    await agent('support', async () => {
      await ask('tool_call');
      await chainStep('outer', () => chainStep('inner', () => ask()));
      await tool('weather', () => ask('length'));
      await retrieval('handbook', async () => {
        await ask();
        return [];
      });
      await failing();
      await chainStep('tools', () =>
        tool('outer', () => tool('broken', () => Promise.reject(new Error('x')))).catch(() => 0),
      );
    });
    expect(await tallies()).toEqual([['support', 5, 3]]);
  });

  it('counts none of the calls of an agent below it', async () => {
    await agent('boss', async () => {
      await ask();
      await tool('delegate', () =>
        agent('worker', async () => {
          await ask();
          await chainStep('more', () => ask());
          await agent('apprentice', () => 1);
          tool('dig', () => 1);
          tool('dig', () => 1);
        }),
      );
      await ask('length');
    });
    expect(await tallies()).toEqual([
      ['apprentice', 0, 0],
      ['boss', 2, 1],
      ['worker', 2, 2],
    ]);
    if (!isSampled) return;
    expect(spanOf('boss').attributes).toMatchObject({
      'gen_ai.usage.input_tokens': 4,
      'gen_ai.usage.output_tokens': 6,
      'gen_ai.response.finish_reasons': ['length'],
    });
    expect(spanOf('apprentice').attributes).not.toHaveProperty('gen_ai.usage.input_tokens');
  });

  it('keeps agents at the same time apart', async () => {
    const { promise: bothRun, resolve: go } = Promise.withResolvers<void>();
    const first = agent('first', async () => {
      await bothRun;
      await Promise.all([ask(), ask(), failing()]);
    });
    const second = agent('second', async () => {
      go();
      await Promise.all([ask(), chainStep('s', () => ask())]);
      tool('t', () => 1);
    });
    await Promise.all([first, second, ask()]);
    expect(await tallies()).toEqual([
      ['first', 3, 0],
      ['second', 2, 1],
    ]);
  });

  it('does not count what outlives it', async () => {
    const { promise: agentEnded, resolve } = Promise.withResolvers<void>();
    let late: Promise<string> | undefined;
    await agent('hasty', async () => {
      late = chainStep('late', () => agentEnded.then(() => ask()));
      await ask();
    });
    resolve();
    await late;
    expect(await tallies()).toEqual([['hasty', 1, 0]]);
  });

  it('has a duration by name, model and error', async () => {
    await agent('support', { model: 'llama3' }, () => ask());
    await agent('support', () => Promise.reject(new RangeError('far'))).catch(() => undefined);
    const points = pointsNamed(await sink.metrics(), 'gen_ai.invoke_agent.duration');
    expect(points.map(({ attributes, count }) => ({ ...attributes, count }))).toEqual([
      { 'gen_ai.agent.name': 'support', 'error.type': 'RangeError', count: 1 },
      { 'gen_ai.agent.name': 'support', 'gen_ai.request.model': 'llama3', count: 1 },
    ]);
  });

  it('names itself on the durations of its tools', async () => {
    await agent('boss', async () => {
      await chainStep('deep', () => tool('outer', () => tool('inner', () => 1)));
      await agent('worker', () => tool('inner', { type: 'datastore' }, () => 1));
    });
    expect(() =>
      tool('alone', () => {
        throw new RangeError('far');
      }),
    ).toThrow('far');
    const points = pointsNamed(await sink.metrics(), 'gen_ai.execute_tool.duration');
    const [name, type, of] = ['gen_ai.tool.name', 'gen_ai.tool.type', 'gen_ai.agent.name'];
    expect(points.map(({ attributes }) => attributes)).toEqual(
      expect.arrayContaining([
        { [name]: 'outer', [type]: 'function', [of]: 'boss' },
        { [name]: 'inner', [type]: 'function', [of]: 'boss' },
        { [name]: 'inner', [type]: 'datastore', [of]: 'worker' },
        { [name]: 'alone', [type]: 'function', 'error.type': 'RangeError' },
      ]),
    );
    expect(points).toHaveLength(4);
  });

  it('is no workflow, and the outermost step is one', async () => {
    await agent('support', () => chainStep('inside', () => 1));
    await chainStep('answer', () => chainStep('rerank', () => 1));
    await chainStep('answer', () => Promise.reject(new RangeError('far'))).catch(() => undefined);
    const points = pointsNamed(await sink.metrics(), 'gen_ai.invoke_workflow.duration');
    expect(points.map(({ attributes }) => attributes)).toEqual([
      { 'error.type': 'RangeError', 'gen_ai.workflow.name': 'answer' },
      { 'gen_ai.workflow.name': 'answer' },
    ]);
  });

  it.runIf(isSampled)('has on its span what its caller says, before what it did', async () => {
    await agent('told', async (handle) => {
      await ask();
      handle.set({ inputTokens: 100, finishReasons: ['done'] });
    });
    expect(spanOf('told').attributes).toMatchObject({
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.output_tokens': 3,
      'gen_ai.response.finish_reasons': ['done'],
    });
  });

  it.runIf(isSampled)('has no finish reason if its last call failed', async () => {
    await agent('unlucky', async () => {
      await ask();
      await failing();
    });
    expect(spanOf('unlucky').attributes).toMatchObject({ 'gen_ai.usage.input_tokens': 2 });
    expect(spanOf('unlucky').attributes).not.toHaveProperty('gen_ai.response.finish_reasons');
  });
});
