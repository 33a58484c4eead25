// Embeddings of @huggingface/transformers.

import type { LocalCase } from '../local/local-data.ts';
import { failing } from '../local/expected.ts';
import { load } from './stage.ts';

const embedded = {
  'gen_ai.operation.name': 'embeddings',
  'gen_ai.provider.name': 'local',
  'gen_ai.embeddings.dimension.count': 2,
  'llm_otel.outcome': 'completed',
};

export const featureCases: readonly LocalCase[] = [
  {
    name: 'features',
    spans: [{ ...embedded, 'gen_ai.usage.input_tokens': 3 }],
    async run(stage) {
      const extractor = await load(stage, 'feature-extraction');
      stage.log(await extractor('quokka where is', { pooling: 'mean', normalize: true }));
    },
  },
  {
    name: 'features-at-once',
    spans: [3, 1, 5].map((tokens) => ({ ...embedded, 'gen_ai.usage.input_tokens': tokens })),
    async run(stage) {
      const extractor = await load(stage, 'feature-extraction');
      const calls = ['quokka where is', 'kind', ['quokka where is', 'be kind']];
      stage.log(await Promise.all(calls.map((texts) => extractor(texts))));
    },
  },
  {
    name: 'features-refused',
    spans: [
      {
        'gen_ai.operation.name': 'embeddings',
        'llm_otel.outcome': 'error',
        'gen_ai.usage.input_tokens': 1,
      },
    ],
    async run(stage) {
      const extractor = await load(stage, 'feature-extraction');
      await failing(stage, () => extractor('quokka', { pooling: 'quokka' }));
    },
  },
];
