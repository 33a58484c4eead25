// The manual helpers, seen through spans: names, nesting, values and errors.

import { trace } from '@opentelemetry/api';
import type { SpanRecord } from '@llm-otel/testkit';
import { agent, chainStep, llmCall, retrieval, tool, withConversation } from 'llm-otel';
import { describe, expect, it } from 'vitest';
import { useGlobalSink } from '../support/global-telemetry.ts';

const sink = useGlobalSink();

const only = (): SpanRecord => {
  expect(sink.spans()).toHaveLength(1);
  return sink.spans()[0]!;
};

describe('chainStep', () => {
  it('is a workflow at the outside and a nameless operation inside', async () => {
    const answer = await chainStep('answer', async () => {
      const inner = chainStep('rerank', () => 21);
      return (await Promise.resolve(inner)) * 2;
    });
    expect(answer).toBe(42);
    const [inner, outer] = sink.spans();
    expect(outer).toMatchObject({
      name: 'chain.step',
      kind: 'internal',
      attributes: {
        'gen_ai.operation.name': 'invoke_workflow',
        'gen_ai.workflow.name': 'answer',
        'llm_otel.stage': 'answer',
      },
    });
    expect(inner).toMatchObject({ name: 'chain.step', parentSpanId: outer?.spanId });
    expect(inner?.attributes).toEqual({
      'llm_otel.stage': 'rerank',
      'llm_otel.outcome': 'completed',
    });
  });

  it('rethrows the very error', async () => {
    const error = new RangeError('too far');
    expect(() =>
      chainStep('sync', () => {
        throw error;
      }),
    ).toThrow(error);
    await expect(chainStep('async', () => Promise.reject(error))).rejects.toBe(error);
    for (const span of sink.spans()) {
      expect(span).toMatchObject({
        status: { code: 'error', message: 'too far' },
        attributes: { 'error.type': 'RangeError', 'llm_otel.outcome': 'error' },
      });
    }
    expect(sink.spans()).toHaveLength(2);
  });

  it('lasts as long as its async generator is read', async () => {
    async function* count(): AsyncGenerator<number> {
      yield 1;
      yield chainStep('inner', () => 2);
      yield 3;
    }
    const numbers: number[] = [];
    for await (const number of chainStep('stream', () => count())) {
      numbers.push(number);
      expect(sink.spans().map((span) => span.attributes['llm_otel.stage'])).not.toContain('stream');
    }
    expect(numbers).toEqual([1, 2, 3]);
    const [inner, outer] = sink.spans();
    expect(inner?.parentSpanId).toBe(outer?.spanId);
    expect(outer?.attributes['llm_otel.outcome']).toBe('completed');
  });

  it('ends as aborted when its generator is left early', async () => {
    async function* count(): AsyncGenerator<number> {
      yield 1;
      yield 2;
    }
    for await (const _number of chainStep('stream', () => count())) break;
    expect(only().attributes['llm_otel.outcome']).toBe('aborted');
  });

  it('gives a handle to code that ends elsewhere, and ends once', () => {
    const step = chainStep.start('by hand', { attributes: { 'app.try': 1 } });
    const inner = step.run(() => trace.getActiveSpan()?.spanContext().spanId);
    expect(sink.spans()).toHaveLength(0);
    step.set({ attributes: { 'app.found': true } }).end();
    step.end();
    step.fail(new Error('late'));
    expect(only()).toMatchObject({
      spanId: inner,
      status: { code: 'unset' },
      attributes: { 'app.try': 1, 'app.found': true },
    });
  });
});

describe('retrieval', () => {
  it('reads hits and the best score from the returned documents', async () => {
    const found = await retrieval('handbook', { query: 'canary-q', topK: 3 }, async () => [
      { text: 'canary-d', score: 0.4 },
      { text: 'b', score: 0.9 },
    ]);
    expect(found).toHaveLength(2);
    expect(only()).toMatchObject({
      name: 'retrieval',
      kind: 'client',
      attributes: {
        'gen_ai.operation.name': 'retrieval',
        'gen_ai.data_source.id': 'handbook',
        'gen_ai.retrieval.top_k': 3,
        'llm_otel.retrieval.hit_count': 2,
        'llm_otel.retrieval.best_score': 0.9,
      },
    });
    expect(sink.toJson()).not.toContain('canary');
    const duration = (await sink.metrics()).find(
      (m) => m.name === 'gen_ai.client.operation.duration',
    );
    expect(duration?.points).toMatchObject([{ count: 1 }]);
  });

  it('takes them from the handle where the result does not tell', () => {
    const search = retrieval.start('index');
    search.end({ hitCount: 7, bestScore: 0.5 });
    expect(only().attributes).toMatchObject({
      'llm_otel.retrieval.hit_count': 7,
      'llm_otel.retrieval.best_score': 0.5,
    });
  });
});

describe('tool and agent', () => {
  it("carry the convention's names", async () => {
    await agent('support', { model: 'gpt-4o' }, () =>
      tool('get_weather', { callId: 'call_1' }, () => Promise.resolve('sunny')),
    );
    const [execution, invocation] = sink.spans();
    expect(invocation).toMatchObject({
      name: 'invoke_agent support',
      kind: 'internal',
      attributes: {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.name': 'support',
        'gen_ai.request.model': 'gpt-4o',
      },
    });
    expect(execution).toMatchObject({
      name: 'execute_tool get_weather',
      parentSpanId: invocation?.spanId,
      attributes: {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': 'get_weather',
        'gen_ai.tool.type': 'function',
        'gen_ai.tool.call.id': 'call_1',
        'gen_ai.agent.name': 'support',
      },
    });
  });
});

describe('llmCall', () => {
  it('records what the handle is told, with the metrics of a patched SDK', async () => {
    const text = await llmCall(
      { model: 'llama3', provider: 'ollama', temperature: 0.2 },
      async (call) => {
        call.set({ inputTokens: 10, responseModel: 'llama3:8b' });
        call.set({ outputTokens: 4, finishReasons: ['stop'] });
        return Promise.resolve('text');
      },
    );
    expect(text).toBe('text');
    expect(only()).toMatchObject({
      name: 'llm.call',
      kind: 'client',
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'ollama',
        'gen_ai.request.model': 'llama3',
        'gen_ai.request.temperature': 0.2,
        'gen_ai.response.model': 'llama3:8b',
        'gen_ai.usage.input_tokens': 10,
        'gen_ai.usage.output_tokens': 4,
        'gen_ai.response.finish_reasons': ['stop'],
      },
    });
    const tokens = (await sink.metrics()).find((m) => m.name.endsWith('usage.input_tokens'));
    expect(tokens?.points).toContainEqual(expect.objectContaining({ value: 10 }));
  });
});

describe('withConversation', () => {
  it('hands its ids down to every span below, and to no other', async () => {
    await withConversation(
      { conversationId: 'c1', userId: 'u1', attributes: { tenant: 'a' } },
      async () => {
        await withConversation({ sessionId: 's1' }, () => tool('inside', () => 1));
      },
    );
    tool('outside', () => 1);
    const [inside, outside] = sink.spans();
    expect(inside?.attributes).toMatchObject({
      'gen_ai.conversation.id': 'c1',
      'session.id': 's1',
      'user.id': 'u1',
      tenant: 'a',
    });
    expect(outside?.attributes).not.toHaveProperty('session.id');
  });
});
