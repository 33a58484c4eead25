// The adapter of `@google/generative-ai`, the predecessor of `@google/genai`. Models and chats call four functions of
// its file, whose first argument is the key: it is never read.

import type { GenerateContentRequest } from '@google/generative-ai';
import { defineAdapter } from '../../model/adapter.ts';
import type { AnyMethod } from '../../model/method.ts';
import { olderMethods } from '../shapes/generate-content/older-methods.ts';
import { type Args, common, named, served } from './call.ts';
import { batchEmbedContents, embedContent } from './embeddings.ts';

const { generateContent, generateContentStream } = olderMethods<Args<GenerateContentRequest>>(
  {
    model: ([, model]) => named(model),
    request: ([, , params]) => params,
    served: (args) => served({ self: undefined, args }),
  },
  common,
);

export const googleGenerativeAi = defineAdapter({
  name: 'google-generative-ai',
  providers: ['gcp.gemini'],
  packages: [
    {
      name: '@google/generative-ai',
      versions: '>=0.19 <1',
      traces: 'generateContent and embedContent, their streams and batches, and messages of chats',
      files: [
        {
          file: /^dist\/index$/,
          targets: [
            sent('generateContent', generateContent),
            sent('generateContentStream', generateContentStream),
            sent('embedContent', embedContent),
            sent('batchEmbedContents', batchEmbedContents),
          ],
        },
      ],
    },
  ],
});

function sent(name: string, method: AnyMethod) {
  return { kind: 'function', name, isLocal: true, method } as const;
}
