// What the AI SDK asks a model for in one call: embeddings, objects, an order of documents.

import { expect, it } from 'vitest';
import { runAi } from './program.ts';

it.each<readonly [string, string, readonly object[]]>([
  [
    'embed',
    `console.log((await sdk.embed({ model: openai.embedding('text-embedding-3-small'), value: 'Paris' })).usage);`,
    [{ operation: 'embeddings', model_id: 'text-embedding-3-small', prompt_tokens: 4 }],
  ],
  [
    'embedMany',
    `console.log((await sdk.embedMany({ model: openai.embedding('text-embedding-3-small'), values: ['a', 'b'] })).usage);`,
    [{ operation: 'embeddings', model_id: 'text-embedding-3-small', prompt_tokens: 4 }],
  ],
  [
    'generateObject',
    `console.log((await sdk.generateObject({ model, prompt: 'Hi', schema: z.object({ city: z.string() }) })).object);`,
    [{ operation: 'chat', output_type: 'json', prompt_tokens: 20, finish_reasons: ['stop'] }],
  ],
  [
    'streamObject',
    `const { object, fullStream } = sdk.streamObject({ model, prompt: 'Hi', schema: z.object({ city: z.string() }) });
     for await (const part of fullStream) void part;
     console.log(await object);`,
    [{ operation: 'chat', output_type: 'json', prompt_tokens: 20, finish_reasons: ['stop'] }],
  ],
  [
    'rerank',
    `const other = {
       specificationVersion: 'v4', provider: 'cohere.reranking', modelId: 'rerank-v3.5',
       doRerank: async () => ({ ranking: [{ index: 1, relevanceScore: 0.9 }, { index: 0, relevanceScore: 0.1 }] }),
     };
     console.log((await sdk.rerank({ model: other, query: 'Hi', documents: ['a', 'b'] })).rerankedDocuments);`,
    [{ operation: 'rerank', model_id: 'rerank-v3.5', provider: 'cohere' }],
  ],
])('records %s', async (_what, program, expected) => {
  const [bare, traced] = await Promise.all([runAi(program, { isTraced: false }), runAi(program)]);
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  expect(traced.records).toMatchObject(expected);
});

it('makes the request for embeddings in their span', async () => {
  const program = `
    const { fetch: real } = globalThis;
    globalThis.fetch = (...asked) => { seen.push(trace.getActiveSpan()?.attributes?.['gen_ai.operation.name']); return real(...asked); };
    const value = { model: openai.embedding('text-embedding-3-small'), value: 'Paris' };
    await sdk.embed(value);
    await trace.getTracer('app').startActiveSpan('around', async (span) => { await sdk.embed(value); span.end(); });
    console.log(seen, trace.getActiveSpan() === undefined);`;
  const { exitCode, stdout } = await runAi(program, { isAlone: true });
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: "[ 'embeddings', 'embeddings' ] true\n",
  });
});
