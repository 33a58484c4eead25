// The public API of `llm-otel`, besides its preloads `llm-otel/register` and `llm-otel/hooks`.

import { arrangeStart } from './arrange.ts';

arrangeStart();

export { agent, type AgentFields, type AgentOptions } from './manual/agent.ts';
export { chainStep, type ChainStepFields, type ChainStepOptions } from './manual/chain-step.ts';
export {
  withContent,
  withConversation,
  withPrompt,
  type ConversationOptions,
  type PromptOptions,
} from './manual/conversation.ts';
export {
  createAgent,
  type CreateAgentFields,
  type CreateAgentOptions,
} from './manual/create-agent.ts';
export { createLogger, type LoggedResponse, type Logger } from './manual/create-logger.ts';
export type { CustomAttributes } from './manual/custom-attributes.ts';
export { evaluation, type Evaluation } from './manual/evaluation.ts';
export { annotate } from './manual/annotate.ts';
export { feedback, type Feedback } from './manual/feedback.ts';
export { guardrail, type GuardrailFields, type GuardrailOptions } from './manual/guardrail.ts';
export type { Handle } from './manual/handle.ts';
export type { Helper } from './manual/helper.ts';
export { llmCall, type LlmCallFields, type LlmCallOptions } from './manual/llm-call.ts';
export { memory, type MemoryFields, type MemoryOptions } from './manual/memory.ts';
export { plan } from './manual/plan.ts';
export { retrieval, type RetrievalFields, type RetrievalOptions } from './manual/retrieval.ts';
export { timedStage } from './manual/timed-stage.ts';
export { tool, type ToolOptions } from './manual/tool.ts';
export type { Message, OutputMessage, Part, ToolDefinition } from './model/content.ts';
export type { ContentChoice } from './content/capture.ts';
export { setRedactionHook, type RedactionHook } from './content/redact.ts';
export type { MemoryOperation } from './model/kinds.ts';
export { configure } from './configure.ts';
export type { Options } from './settings/settings.ts';
export { instrument, uninstrument } from './modules/instrument.ts';
export { LlmInstrumentation, type LlmInstrumentationConfig } from './llm-instrumentation.ts';
