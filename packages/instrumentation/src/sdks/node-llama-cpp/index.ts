// The adapter of `node-llama-cpp`, which runs models in the process itself. Sessions are built on chats, and short
// forms on the methods with metadata: the lower ones are traced, so that one answer of a model is one call.

import { defineAdapter } from '../../model/adapter.ts';
import type { AnyMethod } from '../../model/method.ts';
import { generateResponse, loadChatAndCompleteUserMessage } from './chat.ts';
import { generateCompletionWithMeta, generateInfillCompletionWithMeta } from './completion.ts';
import { getEmbeddingFor, rank, rankAll } from './vectors.ts';

/** By class. Raw tokens (`evaluate` of a sequence) are what these are made of: they are no calls of their own. */
const METHODS: Readonly<Record<string, Readonly<Record<string, AnyMethod>>>> = {
  LlamaChat: { generateResponse, loadChatAndCompleteUserMessage },
  LlamaCompletion: { generateCompletionWithMeta, generateInfillCompletionWithMeta },
  LlamaEmbeddingContext: { getEmbeddingFor },
  LlamaRankingContext: { rank, rankAll },
};

export const nodeLlamaCpp = defineAdapter({
  name: 'node-llama-cpp',
  clients: Object.keys(METHODS),
  packages: [
    {
      name: 'node-llama-cpp',
      versions: '>=3.4 <4',
      traces: 'chat sessions, chats, completions, infills, embeddings and rankings',
      files: Object.entries(METHODS).map(([name, methods]) => ({
        file: new RegExp(`^dist/evaluator/(?:${name}/)?${name}$`),
        targets: [{ kind: 'class', name, reach: { client: '' }, methods }],
      })),
    },
  ],
});
