// The adapters, one line each. The preload reads this table: it loads an adapter once a package of it is
// loaded.

import type { Adapter } from '../model/adapter.ts';

/** An adapter that is not loaded yet: its name and packages. */
export interface AdapterEntry {
  readonly name: string;
  readonly packages: readonly string[];
  readonly load: () => Adapter;
}

export const ADAPTERS: readonly AdapterEntry[] = [
  of(
    'openai',
    ['openai'],
    () => (require('./openai/index.js') as typeof import('./openai/index.ts')).openai,
  ),
  of(
    'anthropic',
    ['@anthropic-ai/sdk'],
    () => (require('./anthropic/index.js') as typeof import('./anthropic/index.ts')).anthropic,
  ),
  of('groq', ['groq-sdk'], () => (require('./groq.js') as typeof import('./groq.ts')).groq),
  of(
    'ollama',
    ['ollama'],
    () => (require('./ollama/index.js') as typeof import('./ollama/index.ts')).ollama,
  ),
  of(
    'google-genai',
    ['@google/genai'],
    () => (require('./google-genai.js') as typeof import('./google-genai.ts')).googleGenAi,
  ),
  of(
    'huggingface',
    ['@huggingface/inference'],
    () => (require('./huggingface.js') as typeof import('./huggingface.ts')).huggingFace,
  ),
];

function of(name: string, packages: readonly string[], load: () => Adapter): AdapterEntry {
  return { name, packages, load };
}
