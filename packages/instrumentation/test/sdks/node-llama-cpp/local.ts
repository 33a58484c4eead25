// The cases of node-llama-cpp: sessions, chats, completions, embeddings and rankings, streamed, aborted and refused.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { toGguf } from '../local/gguf.ts';
import type { LocalData } from '../local/local-data.ts';
import { completionCases } from './completion-cases.ts';
import { chatCases } from './chat-cases.ts';
import { stoppedCases } from './stopped-cases.ts';
import { vectorCases } from './vector-cases.ts';

export const data: LocalData = {
  adapter: 'node-llama-cpp',
  package: 'node-llama-cpp',
  formats: ['esm'],
  releases: [
    { 'node-llama-cpp': '3.4.0', '@node-llama-cpp/linux-x64': '3.4.0' },
    { 'node-llama-cpp': '3.21.1', '@node-llama-cpp/linux-x64': '3.21.1' },
  ],
  extension: '.gguf',
  write({ folder, name }) {
    const words = name === 'tool-call' ? CALL : WORDS;
    const model = { words, ...(name.startsWith('rank') && { kind: 'rank' as const }) };
    writeFileSync(path.join(folder, `${name}.gguf`), toGguf(model));
  },
  cases: [...chatCases, ...stoppedCases, ...completionCases, ...vectorCases],
  classes:
    /^Llama(?:Chat|ChatSession|Completion|EmbeddingContext|RankingContext|Context|ContextSequence|Model)$/,
  traced: [
    'LlamaChat.generateResponse',
    'LlamaChat.loadChatAndCompleteUserMessage',
    'LlamaCompletion.generateCompletionWithMeta',
    'LlamaCompletion.generateInfillCompletionWithMeta',
    'LlamaEmbeddingContext.getEmbeddingFor',
    'LlamaRankingContext.rank',
    'LlamaRankingContext.rankAll',
  ],
  untraced: [
    [/^LlamaChatSession\.\w*[pP]rompt/, 'it calls the chat, once for each answer'],
    [/^LlamaChatSession\.\w*(?:Engine|History|ContextWindow)$/, 'it calls no model'],
    [/^LlamaCompletion\.generate(?:Infill)?Completion$/, 'it calls the one with metadata'],
    [/^LlamaRankingContext\.rankAndSort$/, 'it calls rankAll'],
    [/\.(?:dispose|calculateInputLength)$/, 'it calls no model'],
    [/^LlamaContextSequence\.\w*[eE]valuate/, 'raw tokens: what the others are made of'],
    [/^Llama(?:ContextSequence|Context|Model)\./, 'it calls no model'],
  ],
};

/** How a model begins to call a function; the grammar of its name and arguments leaves it no choice. */
const CALL = ['▁||call:▁'];
const WORDS = ['▁The', '▁quokka', '▁smiles', '▁at', '▁everyone', '▁it', '▁meets', '.'];
