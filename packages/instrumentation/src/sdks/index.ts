// The adapters, one line each. The preload reads this table: it loads an adapter once a package of it is
// loaded.

import type { Adapter } from '../model/adapter.ts';
import type { Tracing } from '../model/tracing.ts';

/** An adapter that is not loaded yet: its name and packages. */
export interface AdapterEntry {
  readonly name: string;
  readonly packages: readonly string[];
  /**
   * Matches paths of its files wherever the package is, and few others: only for them the `package.json` is read.
   * Without it, the package is known by the name of its folder alone.
   */
  readonly paths?: RegExp;
  readonly load: () => Adapter;
  /** What the preload does for it: something global, at no cost to a process that never uses the package. */
  readonly early?: (tracing: () => Tracing) => void;
}

const STAINLESS = /\/resources\/.+\.\w+$/;

export const ADAPTERS: readonly AdapterEntry[] = [
  of(
    'openai',
    ['openai'],
    STAINLESS,
    () => (require('./openai/index.js') as typeof import('./openai/index.ts')).openai,
  ),
  of(
    'anthropic',
    ['@anthropic-ai/sdk'],
    STAINLESS,
    () => (require('./anthropic/index.js') as typeof import('./anthropic/index.ts')).anthropic,
  ),
  of(
    'groq',
    ['groq-sdk'],
    STAINLESS,
    () => (require('./groq.js') as typeof import('./groq.ts')).groq,
  ),
  of(
    'ollama',
    ['ollama'],
    /\/dist\/browser\.\w+$/,
    () => (require('./ollama/index.js') as typeof import('./ollama/index.ts')).ollama,
  ),
  of(
    'google-genai',
    ['@google/genai'],
    /\/dist\/node\/index\.\w+$/,
    () =>
      (require('./google-genai/index.js') as typeof import('./google-genai/index.ts')).googleGenAi,
  ),
  of(
    'google-vertexai',
    ['@google-cloud/vertexai'],
    /\/functions\/generate_content\.js$/,
    () => (require('./google-vertexai.js') as typeof import('./google-vertexai.ts')).googleVertexAi,
  ),
  of(
    'google-generative-ai',
    ['@google/generative-ai'],
    /\/generative-ai\/dist\/index\.\w+$/,
    () =>
      (
        require('./google-generative-ai/index.js') as typeof import('./google-generative-ai/index.ts')
      ).googleGenerativeAi,
  ),
  of(
    'huggingface',
    ['@huggingface/inference'],
    /\/tasks\/nlp\/\w+\.\w+$/,
    () => (require('./huggingface.js') as typeof import('./huggingface.ts')).huggingFace,
  ),
  of(
    'mistral',
    ['@mistralai/mistralai'],
    /\/funcs\/(?:chat|agents|fim|embeddings|betaConv|audioTrans|ocr|class)\w+\.\w+$/,
    () => (require('./mistral/index.js') as typeof import('./mistral/index.ts')).mistral,
  ),
  of(
    'bedrock',
    ['@aws-sdk/client-bedrock-runtime'],
    /\/dist-cjs\/index\.js$/,
    () => (require('./bedrock/index.js') as typeof import('./bedrock/index.ts')).bedrock,
  ),
  {
    name: 'ai',
    packages: ['ai'],
    paths: /\/ai\/dist\/index\.\w+$/,
    load: () => (require('./ai/index.js') as typeof import('./ai/index.ts')).ai,
    early: (tracing) =>
      (require('./ai/registered.js') as typeof import('./ai/registered.ts')).register(tracing),
  },
  of(
    'bedrock-agent-runtime',
    ['@aws-sdk/client-bedrock-agent-runtime'],
    /\/dist-cjs\/index\.js$/,
    () =>
      (require('./bedrock/index.js') as typeof import('./bedrock/index.ts')).bedrockAgentRuntime,
  ),
  of(
    'mcp',
    ['@modelcontextprotocol/sdk', '@modelcontextprotocol/client', '@modelcontextprotocol/server'],
    /\/(?:shared\/protocol|(?:client|server)\/stdio|dist\/(?:src-[\w-]+|stdio))\.\w+$/,
    () => (require('./mcp/index.js') as typeof import('./mcp/index.ts')).mcp,
  ),
];

function of(
  name: string,
  packages: readonly string[],
  paths: RegExp,
  load: () => Adapter,
): AdapterEntry {
  return { name, packages, paths, load };
}
