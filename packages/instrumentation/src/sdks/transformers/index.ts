// The adapter of `@huggingface/transformers`, which runs models in the process itself. What `pipeline()` makes are
// functions with a prototype: they call the `_call` that is replaced there.

import { defineAdapter } from '../../model/adapter.ts';
import type { AnyMethod } from '../../model/method.ts';
import { call, featureExtraction } from './features.ts';
import { generate } from './generation.ts';
import { watchLoading } from './model-names.ts';
import { text2TextGeneration, textGeneration } from './pipelines.ts';

/**
 * By class; summaries and translations inherit from the second. Pipelines that neither generate nor embed, such as
 * classifications, are no operation of the conventions: only a generation inside one is recorded.
 */
const METHODS: Readonly<Record<string, Readonly<Record<string, AnyMethod>>>> = {
  TextGenerationPipeline: { _call: textGeneration },
  Text2TextGenerationPipeline: { _call: text2TextGeneration },
  FeatureExtractionPipeline: { _call: featureExtraction },
  PreTrainedModel: { generate, _call: call },
};

export const transformers = defineAdapter({
  name: 'transformers',
  clients: Object.keys(METHODS),
  packages: [
    {
      name: '@huggingface/transformers',
      versions: '>=3 <5',
      traces:
        'pipelines of text-generation, text2text-generation, summarization, translation and feature-extraction, and `generate` of models',
      files: [
        {
          // Before 3.5 its names had no `node`.
          file: /^dist\/transformers(?:\.node)?$/,
          targets: [
            { kind: 'subscribe', install: watchLoading },
            ...Object.entries(METHODS).map(
              ([name, methods]) => ({ kind: 'class', name, methods }) as const,
            ),
          ],
        },
      ],
    },
  ],
});
