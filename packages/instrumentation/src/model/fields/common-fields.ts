// Part of the table of fields: actors, users, and outcome.

import { double, int, text } from './field.ts';

const CLIENTS = [
  'inference',
  'embeddings',
  'rerank',
  'retrieval',
  'memory',
  'remote_agent',
  'agent_creation',
  'mcp',
  'request',
] as const;

/** Fields of operations of any kind, and of their users. */
export const COMMON = {
  operationName: text('gen_ai.operation.name', {
    shape: 'word',
    on: ['every span'],
    text: 'The operation; absent on a nested `chain.step` and on a request without one.',
  }),
  providerName: text('gen_ai.provider.name', {
    shape: 'name',
    on: CLIENTS,
    text: 'The service that provides the model or the data source.',
  }),
  conversationId: text('gen_ai.conversation.id', {
    shape: 'ownId',
    on: ['every span'],
    text: 'From `withConversation`, the baggage or the request.',
  }),
  responseTimeToFirstChunk: double('gen_ai.response.time_to_first_chunk', {
    on: ['inference'],
    text: 'Seconds until the first chunk of a streamed response.',
  }),
  promptName: text('gen_ai.prompt.name', {
    shape: 'name',
    on: ['inference', 'mcp'],
    in141: null,
    text: 'The template of the prompt, from `withPrompt` or the request; on MCP, the prompt that is asked for.',
  }),
  promptVersion: text('gen_ai.prompt.version', {
    shape: 'name',
    on: ['inference'],
    in141: null,
    text: 'Its version.',
  }),
  tokenModality: text('gen_ai.token.modality', {
    shape: 'word',
    on: ['metrics'],
    text: '`text`, `image`, `audio`, or `unknown` for tokens that the provider does not break down.',
  }),
  dataSourceId: text('gen_ai.data_source.id', {
    shape: 'name',
    on: ['retrieval'],
    text: 'The data source given to `retrieval`, or the searched vector store.',
  }),
  toolName: text('gen_ai.tool.name', {
    shape: 'name',
    on: ['tool', 'mcp'],
    text: 'The tool given to `tool`, or called over MCP.',
  }),
  workflowName: text('gen_ai.workflow.name', {
    shape: 'name',
    on: ['workflow', 'step'],
    text: 'The name of the outermost `chain.step`.',
  }),
  serverAddress: text('server.address', {
    shape: 'host',
    on: CLIENTS,
    text: 'Host of the base URL.',
  }),
  serverPort: int('server.port', { on: CLIENTS, text: 'Port of the base URL.' }),
  finishReason: text('llm_otel.finish_reason', {
    shape: 'word',
    on: ['metrics'],
    text: 'Why a choice ended, as in `gen_ai.response.finish_reasons`.',
  }),
  retrievalResult: text('llm_otel.retrieval.result', {
    shape: 'word',
    on: ['metrics'],
    text: '`hit` or `empty`.',
  }),
  guardrailName: text('llm_otel.guardrail.name', {
    shape: 'name',
    on: ['guardrail', 'metrics'],
    text: 'The guardrail given to `guardrail`.',
  }),
  errorType: text('error.type', {
    shape: 'word',
    on: ['every span'],
    text: "On failure: the provider's error code, otherwise the HTTP status, otherwise the class of the error, otherwise `_OTHER`.",
  }),
  errorName: text('llm_otel.error.name', {
    shape: 'word',
    on: ['every span'],
    text: 'On failure: the class of the thrown error.',
  }),
  httpStatus: int('http.response.status_code', {
    on: ['every span'],
    text: 'On failure: the HTTP status, if there is one.',
  }),
  errorParameter: text('llm_otel.error.param', {
    shape: 'name',
    on: ['every span'],
    text: 'On failure: the parameter of the request that the provider rejects.',
  }),
  errorRequestId: text('llm_otel.error.request_id', {
    shape: 'id',
    on: ['every span'],
    text: "On failure: the provider's id of the request.",
  }),
  sessionId: text('session.id', {
    shape: 'ownId',
    on: ['every span'],
    text: 'From `withConversation`, or from the baggage if `LLM_OTEL_BAGGAGE` allows it.',
  }),
  userId: text('user.id', {
    shape: 'ownId',
    on: ['every span'],
    text: 'Likewise, with `LLM_OTEL_USER_ID=raw`.',
  }),
  userHash: text('user.hash', {
    shape: 'id',
    on: ['every span'],
    text: 'Likewise, with `LLM_OTEL_USER_ID=hmac`: 128 bits of an HMAC-SHA-256.',
  }),
  stage: text('llm_otel.stage', {
    shape: 'name',
    on: ['workflow', 'step'],
    text: 'The name given to `chainStep`.',
  }),
  attempt: int('llm_otel.attempt', {
    on: ['inference', 'embeddings'],
    text: 'How often a framework tried this model run, if more than once.',
  }),
  outcome: text('llm_otel.outcome', {
    shape: 'word',
    on: ['every span'],
    text: '`completed`, `aborted` (by the caller), `error` or `abandoned` (nobody read the result).',
  }),
} as const;
