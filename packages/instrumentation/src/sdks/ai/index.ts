// The adapter of the AI SDK (`ai` 7). Nothing of it is replaced: it tells a registered integration what it does.

import { defineAdapter } from '../../model/adapter.ts';
import { register } from './registered.ts';

export const ai = defineAdapter({
  name: 'ai',
  packages: [
    {
      name: 'ai',
      versions: '>=7 <8',
      traces:
        'generateText, streamText, generateObject, streamObject, their tools, embed, embedMany, rerank, speech and transcriptions',
      files: [
        {
          file: /^dist\/index$/,
          targets: [
            {
              kind: 'subscribe',
              // Nothing is left to be loaded in a call.
              install: (_exports, tracing) => register(() => tracing)(),
            },
          ],
        },
      ],
    },
  ],
});
