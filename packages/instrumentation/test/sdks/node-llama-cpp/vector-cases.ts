// Embeddings and rankings of node-llama-cpp.

import type { LocalCase } from '../local/local-data.ts';
import { failing } from '../local/expected.ts';
import { load, THREADS } from './stage.ts';

/** Each character is a token; before them stand one that begins a text, and a space, which takes three. */
const embedded = (text: string): Readonly<Record<string, unknown>> => ({
  'gen_ai.operation.name': 'embeddings',
  'gen_ai.provider.name': 'local',
  'gen_ai.embeddings.dimension.count': 32,
  'gen_ai.usage.input_tokens': text.length + 4,
  'llm_otel.outcome': 'completed',
});
/** The query, the document, one token that begins them, and one that ends each. */
const ranked = (...documents: readonly string[]): Readonly<Record<string, unknown>> => ({
  'gen_ai.provider.name': 'local',
  'llm_otel.outcome': 'completed',
  'gen_ai.usage.input_tokens': documents.reduce(
    (tokens, document) => tokens + QUERY.length + document.length + 3,
    0,
  ),
});
/** Its own models of that kind are others. */
const WITHOUT_RANKING = ['3.4.0'];
const QUERY = 'quokka';
const DOCUMENTS = ['quokkas', 'rain'];

export const vectorCases: readonly LocalCase[] = [
  {
    name: 'embedding',
    spans: [embedded('quokka')],
    async run(stage) {
      const context = await (
        await load(stage)
      ).createEmbeddingContext({ contextSize: 512, ...THREADS });
      stage.log(await context.getEmbeddingFor('quokka'));
    },
  },
  {
    name: 'embeddings-at-once',
    spans: ['quokka', 'quokkas', 'quok'].map(embedded),
    async run(stage) {
      const context = await (
        await load(stage)
      ).createEmbeddingContext({ contextSize: 512, ...THREADS });
      const texts = ['quokka', 'quokkas', 'quok'];
      stage.log(await Promise.all(texts.map((text) => context.getEmbeddingFor(text))));
    },
  },
  {
    name: 'embedding-too-long',
    spans: [
      {
        'gen_ai.operation.name': 'embeddings',
        'llm_otel.outcome': 'error',
        'error.type': 'Error',
      },
    ],
    async run(stage) {
      const context = await (
        await load(stage)
      ).createEmbeddingContext({ contextSize: 256, ...THREADS });
      await failing(stage, () => context.getEmbeddingFor('quokka '.repeat(100)));
    },
  },
  {
    name: 'rank',
    notIn: WITHOUT_RANKING,
    spans: [ranked('quokkas')],
    async run(stage) {
      const context = await (
        await load(stage)
      ).createRankingContext({ contextSize: 512, ...THREADS });
      stage.log(await context.rank(QUERY, 'quokkas'));
    },
  },
  {
    name: 'rank-all',
    notIn: WITHOUT_RANKING,
    spans: [ranked(...DOCUMENTS)],
    said: {
      'gen_ai.retrieval.query.text': QUERY,
      'gen_ai.retrieval.documents': DOCUMENTS.map((content, index) => ({
        id: String(index),
        content,
        score: 1,
      })),
    },
    async run(stage) {
      const context = await (
        await load(stage)
      ).createRankingContext({ contextSize: 512, ...THREADS });
      stage.log(await context.rankAll(QUERY, DOCUMENTS));
    },
  },
  {
    name: 'rank-and-sort',
    notIn: WITHOUT_RANKING,
    spans: [ranked(...DOCUMENTS)],
    async run(stage) {
      const context = await (
        await load(stage)
      ).createRankingContext({ contextSize: 512, ...THREADS });
      stage.log(await context.rankAndSort(QUERY, DOCUMENTS));
    },
  },
];
