// The helpers for memories, plans and agents at providers, seen through spans.

import { createAgent, llmCall, memory, plan, retrieval, withConversation } from 'llm-otel';
import { describe, expect, it } from 'vitest';
import { useGlobalSink } from '../support/global-telemetry.ts';

const sink = useGlobalSink();

describe('memory', () => {
  it('counts what was found, and is a call to a service or none', async () => {
    const found = memory('search_memory', { storeId: 'm1', query: 'canary' }, () => [1, 2]);
    expect(found).toEqual([1, 2]);
    await memory('upsert_memory', { recordId: 'r1', provider: 'mem0' }, () => Promise.resolve());
    const [search, upsert] = sink.spans();
    expect(search).toMatchObject({ name: 'search_memory', kind: 'internal' });
    expect(search?.attributes).toEqual({
      'gen_ai.operation.name': 'search_memory',
      'gen_ai.memory.store.id': 'm1',
      'gen_ai.memory.record.count': 2,
      'llm_otel.outcome': 'completed',
    });
    expect(upsert).toMatchObject({
      name: 'upsert_memory',
      kind: 'client',
      attributes: { 'gen_ai.memory.record.id': 'r1', 'gen_ai.provider.name': 'mem0' },
    });
    expect(sink.toJson()).not.toContain('canary');
  });
});

describe('plan', () => {
  it('holds the call that makes the plan', () => {
    plan('researcher', () => llmCall({ model: 'llama3', provider: 'ollama' }, () => 'steps'));
    const [call, planning] = sink.spans();
    expect(planning).toMatchObject({
      name: 'plan researcher',
      kind: 'internal',
      attributes: { 'gen_ai.operation.name': 'plan', 'gen_ai.agent.name': 'researcher' },
    });
    expect(call?.parentSpanId).toBe(planning?.spanId);
  });
});

describe('createAgent', () => {
  it('says what was asked for and what the provider made of it', async () => {
    await createAgent(
      'support',
      { provider: 'openai', model: 'gpt-4o', description: 'helps', systemInstructions: 'canary' },
      async (creation) => {
        await Promise.resolve();
        creation.set({ agentId: 'asst_1', version: '2' });
      },
    );
    const [span] = sink.spans();
    expect(span).toMatchObject({
      name: 'create_agent support',
      kind: 'client',
      attributes: {
        'gen_ai.operation.name': 'create_agent',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-4o',
        'gen_ai.agent.name': 'support',
        'gen_ai.agent.description': 'helps',
        'gen_ai.agent.id': 'asst_1',
        'gen_ai.agent.version': '2',
      },
    });
    expect(sink.toJson()).not.toContain('canary');
  });
});

describe('attributes of an application, by the hundred', () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`app.${at}`, at]));
  const ours = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': 'llama3',
    'gen_ai.response.model': 'llama3-8b',
    'gen_ai.usage.input_tokens': 3,
    'gen_ai.usage.output_tokens': 5,
  };

  it('leave model and usage in place, wherever they come from', () => {
    withConversation({ attributes: many }, () =>
      llmCall({ model: 'llama3', provider: 'ollama', attributes: many }, (call) => {
        call.set({ attributes: many, inputTokens: 3, outputTokens: 5, responseModel: 'llama3-8b' });
      }),
    );
    retrieval('handbook', { topK: 3, attributes: many }, () => []);
    const [search, call] = sink
      .spans()
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .toReversed();
    expect(call?.attributes).toMatchObject(ours);
    expect(Object.keys(call!.attributes)).toHaveLength(128);
    expect(search?.attributes).toMatchObject({
      'gen_ai.retrieval.top_k': 3,
      'llm_otel.retrieval.hit_count': 0,
    });
  });
});
