// The adapters of frameworks, which call models through other packages: part of the table of adapters.

import { type AdapterEntry, of } from './adapter-entry.ts';

export const FRAMEWORKS: readonly AdapterEntry[] = [
  of(
    'ai',
    ['ai'],
    /\/ai\/dist\/index\.\w+$/,
    () => (require('./ai/index.js') as typeof import('./ai/index.ts')).ai,
    () => (require('./ai/early.js') as typeof import('./ai/early.ts')).registerEarly,
  ),
  of(
    'openai-agents',
    ['@openai/agents-core', '@openai/agents-realtime'],
    /\/dist\/(?:tracing\/provider|openaiRealtime(?:Base|Websocket)|realtimeSession)\.\w+$/,
    () =>
      (require('./openai-agents/index.js') as typeof import('./openai-agents/index.ts'))
        .openAiAgents,
    () =>
      (require('./openai-agents/early.js') as typeof import('./openai-agents/early.ts'))
        .awaitProvider,
  ),
  of(
    'claude-agent',
    ['@anthropic-ai/claude-agent-sdk'],
    /\/claude-agent-sdk\/sdk\.mjs$/,
    () =>
      (require('./claude-agent/index.js') as typeof import('./claude-agent/index.ts')).claudeAgent,
  ),
  of(
    'strands',
    ['@strands-agents/sdk'],
    /\/dist\/src\/(?:telemetry\/tracer|agent\/agent)\.js$/,
    () => (require('./strands.js') as typeof import('./strands.ts')).strands,
  ),
  of(
    'llamaindex',
    ['@llamaindex/core', '@llamaindex/workflow'],
    /\/(?:retriever|query-engine|tools|workflow)\/dist\/index\.\w+$/,
    () => (require('./llamaindex.js') as typeof import('./llamaindex.ts')).llamaIndex,
  ),
  of(
    'mastra',
    ['@mastra/core'],
    /\/@mastra\/core\/dist\/[\w-]+\.c?js$/,
    () => (require('./mastra/index.js') as typeof import('./mastra/index.ts')).mastra,
  ),
  of(
    'langchain',
    ['@langchain/core', '@langchain/langgraph'],
    /\/dist\/(?:callbacks\/manager|singletons\/(?:async_local_storage\/)?index|pregel\/index|language_models\/(?:chat_models|llms)|tools\/index|retrievers\/index|runnables\/base|vectorstores|utils\/async_caller)\.c?js$/,
    () => (require('./langchain/index.js') as typeof import('./langchain/index.ts')).langChain,
  ),
];
