// Attributes and names of spans in every setting of LLM_OTEL_SEMCONV.

import type { SpanRecord } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const program = `
  import OpenAI from 'openai';
  import { llmCall, memory, plan, retrieval, withPrompt } from 'llm-otel';
  const client = new OpenAI();
  withPrompt({ name: 'summary', version: '3' }, () =>
    llmCall({ model: 'llama3', provider: 'ollama', reasoningLevel: 'low' }, (call) => {
      call.set({ inputTokens: 2, outputTokens: 1, cacheWriteInputTokens: 1 });
    }));
  const { id } = await client.responses.create({ model: 'gpt-4o', input: 'What is a span?' });
  await client.responses.retrieve(id);
  retrieval('handbook', { topK: 2 }, () => []);
  memory('search_memory', { storeId: 'm1' }, () => []);
  plan('researcher', () => 1);
`;

async function spansWith(semconv: string): Promise<Record<string, SpanRecord>> {
  const env = { LLM_OTEL_SEMCONV: semconv, LLM_OTEL_SPAN_NAMES: 'semconv' };
  expect(await start(program, env).finished).toMatchObject({ exitCode: 0, stderr: '' });
  const named = sink()
    .traces()
    .map((span) => [span.name, span] as const);
  return Object.fromEntries(named.toReversed());
}

const CACHE_WRITE = 'gen_ai.usage.cache_write.input_tokens';
const CACHE_CREATION = 'gen_ai.usage.cache_creation.input_tokens';
const NEW = { 'gen_ai.prompt.name': 'summary', 'gen_ai.request.reasoning.level': 'low' };

describe('LLM_OTEL_SEMCONV', () => {
  it('latest has the names of October 2026', async () => {
    const spans = await spansWith('latest');
    expect(spans['chat llama3']?.attributes).toMatchObject({ ...NEW, [CACHE_WRITE]: 1 });
    expect(spans['chat llama3']?.attributes).not.toHaveProperty(CACHE_CREATION);
    expect(spans['retrieval handbook']?.attributes).toMatchObject({ 'gen_ai.retrieval.top_k': 2 });
    const operations = ['fetch_response', 'search_memory', 'plan researcher'].map(
      (name) => spans[name]?.attributes['gen_ai.operation.name'],
    );
    expect(operations).toEqual(['fetch_response', 'search_memory', 'plan']);
  });

  it('1.41 has the names of then, and nothing that came later', async () => {
    const spans = await spansWith('1.41');
    expect(spans['chat llama3']?.attributes).toMatchObject({ [CACHE_CREATION]: 1 });
    for (const name of [...Object.keys(NEW), 'gen_ai.prompt.version', CACHE_WRITE]) {
      expect(spans['chat llama3']?.attributes).not.toHaveProperty(name);
    }
    expect(spans['retrieval handbook']?.attributes).toMatchObject({ 'gen_ai.request.top_k': 2 });
    for (const name of ['openai.responses.retrieve', 'search_memory', 'plan researcher']) {
      expect(spans[name]?.attributes).not.toHaveProperty('gen_ai.operation.name');
      expect(Object.keys(spans[name]!.attributes).join(' ')).not.toMatch(/memory|status/);
    }
  });

  it('both has what was renamed twice', async () => {
    const spans = await spansWith('both');
    expect(spans['chat llama3']?.attributes).toMatchObject({
      ...NEW,
      [CACHE_WRITE]: 1,
      [CACHE_CREATION]: 1,
    });
    expect(spans['retrieval handbook']?.attributes).toMatchObject({
      'gen_ai.retrieval.top_k': 2,
      'gen_ai.request.top_k': 2,
    });
    expect(spans['fetch_response']?.attributes['gen_ai.operation.name']).toBe('fetch_response');
  });
});

it('a template of the application never gets the version of the one that the provider keeps', async () => {
  const { exitCode } = await start(
    `import { llmCall, withPrompt } from 'llm-otel';
     const call = () => llmCall({ model: 'm', provider: 'p', promptName: 'theirs', promptVersion: '7' }, () => 1);
     call();
     withPrompt({ name: 'mine' }, call);`,
  ).finished;
  expect(exitCode).toBe(0);
  const templates = sink()
    .traces()
    .map(({ attributes }) => [
      attributes['gen_ai.prompt.name'],
      attributes['gen_ai.prompt.version'],
    ]);
  expect(templates).toEqual([
    ['theirs', '7'],
    ['mine', undefined],
  ]);
});
