// The adapters. The preload reads this table: it loads an adapter once a package of it is loaded.

import { type AdapterEntry, of } from './adapter-entry.ts';
import { FRAMEWORKS } from './frameworks.ts';

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
    'together',
    ['together-ai'],
    STAINLESS,
    () => (require('./together.js') as typeof import('./together.ts')).together,
  ),
  of(
    'cerebras',
    ['@cerebras/cerebras_cloud_sdk'],
    STAINLESS,
    () => (require('./cerebras.js') as typeof import('./cerebras.ts')).cerebras,
  ),
  of(
    'openrouter',
    ['@openrouter/sdk'],
    /\/funcs\/(?:chatSend|responsesSend|betaResponsesSend|embeddings\w+)\.\w+$/,
    () => (require('./openrouter/index.js') as typeof import('./openrouter/index.ts')).openRouter,
  ),
  of(
    'replicate',
    ['replicate'],
    /\/replicate\/(?:index|lib\/(?:predictions|deployments))\.js$/,
    () => (require('./replicate/index.js') as typeof import('./replicate/index.ts')).replicate,
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
    'cohere',
    ['cohere-ai'],
    /\/(?:Client|aws-utils)\.js$/,
    () => (require('./cohere/index.js') as typeof import('./cohere/index.ts')).cohere,
  ),
  of(
    'voyageai',
    ['voyageai'],
    /\/Client\.m?js$/,
    () => (require('./voyageai.js') as typeof import('./voyageai.ts')).voyageai,
  ),
  of(
    'watsonx',
    ['@ibm-cloud/watsonx-ai'],
    /\/vml_v1\.m?js$/,
    () => (require('./watsonx/index.js') as typeof import('./watsonx/index.ts')).watsonx,
  ),
  of(
    'bedrock',
    ['@aws-sdk/client-bedrock-runtime'],
    /\/dist-cjs\/index\.js$/,
    () => (require('./bedrock/index.js') as typeof import('./bedrock/index.ts')).bedrock,
  ),
  ...FRAMEWORKS,
  of(
    'bedrock-agent-runtime',
    ['@aws-sdk/client-bedrock-agent-runtime'],
    /\/dist-cjs\/index\.js$/,
    () =>
      (require('./bedrock/index.js') as typeof import('./bedrock/index.ts')).bedrockAgentRuntime,
  ),
  of(
    'node-llama-cpp',
    ['node-llama-cpp'],
    /\/dist\/evaluator\/(?:LlamaChat\/LlamaChat|LlamaCompletion|Llama(?:Embedding|Ranking)Context)\.\w+$/,
    () =>
      (require('./node-llama-cpp/index.js') as typeof import('./node-llama-cpp/index.ts'))
        .nodeLlamaCpp,
  ),
  of(
    'transformers',
    ['@huggingface/transformers'],
    /\/dist\/transformers(?:\.node)?\.[mc]?js$/,
    () =>
      (require('./transformers/index.js') as typeof import('./transformers/index.ts')).transformers,
  ),
  of(
    'mcp',
    ['@modelcontextprotocol/sdk', '@modelcontextprotocol/client', '@modelcontextprotocol/server'],
    /\/(?:shared\/protocol|(?:client|server)\/stdio|dist\/(?:src-[\w-]+|stdio))\.\w+$/,
    () => (require('./mcp/index.js') as typeof import('./mcp/index.ts')).mcp,
  ),
];
