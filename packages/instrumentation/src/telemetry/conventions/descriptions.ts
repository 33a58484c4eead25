// What every attribute means and where it stands, for docs/telemetry.md. Not loaded at run time.

import { FURTHER_DESCRIPTIONS } from './further-descriptions.ts';
import type { ATTRIBUTE } from './vocabulary.ts';
import type { CallKind } from '../../model/kinds.ts';

type Place = CallKind | 'every span' | 'metrics' | 'events';

/** One attribute: the spans that carry it, its type, and its meaning. */
export interface AttributeDescription {
  readonly on: readonly Place[];
  readonly type: 'string' | 'string[]' | 'int' | 'double' | 'boolean' | 'any';
  readonly text: string;
}

const MODEL_CALLS = ['inference', 'embeddings'] as const;
const MODEL_REQUESTS = ['inference', 'embeddings', 'request'] as const;
const AGENTS_AT_PROVIDERS = ['remote_agent', 'agent_creation'] as const;
const CLIENTS = [
  'inference',
  'embeddings',
  'retrieval',
  'memory',
  ...AGENTS_AT_PROVIDERS,
  'request',
] as const;

const ofModality = (modality: string, tokens: string): AttributeDescription => ({
  on: ['inference'],
  type: 'int',
  text: `Those of the ${tokens} tokens that are ${modality}, where the provider tells.`,
});

/** One entry for each attribute of the vocabulary. */
export const DESCRIPTIONS: Readonly<Record<keyof typeof ATTRIBUTE, AttributeDescription>> = {
  ...FURTHER_DESCRIPTIONS,
  operationName: {
    on: ['every span'],
    type: 'string',
    text: 'The operation; absent on a nested `chain.step` and on a request without one.',
  },
  providerName: { on: CLIENTS, type: 'string', text: 'Who serves the model or the data source.' },
  conversationId: {
    on: ['every span'],
    type: 'string',
    text: 'From `withConversation`, the baggage, or the request itself.',
  },
  outputType: {
    on: ['inference'],
    type: 'string',
    text: 'The format that the request asks for: `text`, `json`, `image`, `speech`.',
  },
  requestModel: {
    on: [...MODEL_REQUESTS, 'retrieval', 'agent', ...AGENTS_AT_PROVIDERS],
    type: 'string',
    text: 'The model that was asked for.',
  },
  requestStream: {
    on: ['inference'],
    type: 'boolean',
    text: '`true` on streamed calls, else absent.',
  },
  requestTemperature: { on: ['inference'], type: 'double', text: 'Sampling temperature.' },
  requestTopP: { on: ['inference'], type: 'double', text: 'Nucleus sampling.' },
  requestTopK: { on: ['inference'], type: 'int', text: 'Top-k sampling.' },
  requestMaxTokens: { on: ['inference'], type: 'int', text: 'Limit of output tokens.' },
  requestFrequencyPenalty: { on: ['inference'], type: 'double', text: 'Frequency penalty.' },
  requestPresencePenalty: { on: ['inference'], type: 'double', text: 'Presence penalty.' },
  requestStopSequences: {
    on: ['inference'],
    type: 'string[]',
    text: 'Where the model is to stop.',
  },
  requestSeed: { on: ['inference'], type: 'int', text: 'Seed of the sampling.' },
  requestChoiceCount: { on: ['inference'], type: 'int', text: 'Choices asked for, if not 1.' },
  requestEncodingFormats: {
    on: ['embeddings'],
    type: 'string[]',
    text: 'Encodings that the caller asked for.',
  },
  requestReasoningLevel: { on: ['inference'], type: 'string', text: 'Reasoning effort, as sent.' },
  requestPreviousResponseId: {
    on: ['inference'],
    type: 'string',
    text: 'The response that this call goes on from.',
  },
  requestStreamCursor: {
    on: ['request'],
    type: 'string',
    text: 'Where the stream of a fetched response is taken up again.',
  },
  responseId: {
    on: ['inference', 'request'],
    type: 'string',
    text: 'The id that the provider gave to the response.',
  },
  responseModel: { on: MODEL_REQUESTS, type: 'string', text: 'The model that answered.' },
  responseStatus: {
    on: ['request'],
    type: 'string',
    text: 'Of a fetched response: `queued`, `in_progress`, `completed`, `incomplete`, `failed`, `cancelled`.',
  },
  responseFinishReasons: {
    on: ['inference', 'request', 'agent'],
    type: 'string[]',
    text: 'One per choice; `error` for a choice that never finished. Of an agent, those of its last call.',
  },
  responseTimeToFirstChunk: {
    on: ['inference'],
    type: 'double',
    text: 'Seconds until the first chunk of a streamed response.',
  },
  usageInputTokens: {
    on: [...MODEL_CALLS, 'agent'],
    type: 'int',
    text: 'Input tokens, cached ones included; of an agent, those of its own calls.',
  },
  usageOutputTokens: {
    on: ['inference', 'agent'],
    type: 'int',
    text: 'Output tokens, reasoning ones included; of an agent, those of its own calls.',
  },
  usageCacheReadInputTokens: {
    on: ['inference'],
    type: 'int',
    text: 'Input tokens that a provider-side cache served.',
  },
  usageCacheWriteInputTokens: {
    on: ['inference'],
    type: 'int',
    text: 'Input tokens written to a provider-side cache.',
  },
  usageReasoningOutputTokens: {
    on: ['inference'],
    type: 'int',
    text: 'Output tokens spent on reasoning.',
  },
  usageTextInputTokens: ofModality('text', 'input'),
  usageImageInputTokens: ofModality('image', 'input'),
  usageAudioInputTokens: ofModality('audio', 'input'),
  usageTextOutputTokens: ofModality('text', 'output'),
  usageImageOutputTokens: ofModality('image', 'output'),
  usageAudioOutputTokens: ofModality('audio', 'output'),
  usageTextCacheReadInputTokens: ofModality('text', 'cached input'),
  usageImageCacheReadInputTokens: ofModality('image', 'cached input'),
  usageAudioCacheReadInputTokens: ofModality('audio', 'cached input'),
  embeddingsDimensionCount: {
    on: ['embeddings'],
    type: 'int',
    text: 'Length of the returned vectors.',
  },
  conversationCompacted: {
    on: ['inference'],
    type: 'boolean',
    text: '`true` where the provider compacted the conversation before it answered, else absent.',
  },
  promptName: {
    on: ['inference'],
    type: 'string',
    text: 'The template of the prompt, from `withPrompt` or the request.',
  },
  promptVersion: { on: ['inference'], type: 'string', text: 'Its version.' },
  tokenModality: {
    on: ['metrics'],
    type: 'string',
    text: '`text`, `image`, `audio`, or `unknown` for what the provider does not tell apart.',
  },
  dataSourceId: {
    on: ['retrieval'],
    type: 'string',
    text: 'The data source given to `retrieval`, or the vector store that is searched.',
  },
  retrievalTopK: { on: ['retrieval'], type: 'int', text: 'Documents asked for.' },
  toolName: { on: ['tool'], type: 'string', text: 'The tool given to `tool`.' },
  toolType: { on: ['tool'], type: 'string', text: '`function`, `extension` or `datastore`.' },
  toolCallId: {
    on: ['tool'],
    type: 'string',
    text: 'The id that the model gave to its tool call.',
  },
  toolDescription: { on: ['tool'], type: 'string', text: 'What the tool does, if given.' },
  workflowName: { on: ['step'], type: 'string', text: 'The name of the outermost `chain.step`.' },
  openaiApiType: {
    on: ['inference', 'request'],
    type: 'string',
    text: '`chat_completions`, `responses` or `realtime`.',
  },
  openaiRequestServiceTier: {
    on: ['inference'],
    type: 'string',
    text: 'The tier asked for, if not `auto`.',
  },
  openaiResponseServiceTier: {
    on: ['inference'],
    type: 'string',
    text: 'The tier that served the call.',
  },
  openaiResponseSystemFingerprint: {
    on: ['inference'],
    type: 'string',
    text: 'The backend configuration that answered.',
  },
  anthropicRequestServiceTier: {
    on: ['inference'],
    type: 'string',
    text: 'The same of a call of Anthropic.',
  },
  anthropicResponseServiceTier: {
    on: ['inference'],
    type: 'string',
    text: 'The same of a call of Anthropic.',
  },
  serverAddress: { on: CLIENTS, type: 'string', text: 'Host of the base URL.' },
  serverPort: { on: CLIENTS, type: 'int', text: 'Port of the base URL.' },
  errorType: {
    on: ['every span'],
    type: 'string',
    text: "On failure: the provider's error code, else the HTTP status, else the class of the error, else `_OTHER`.",
  },
  sessionId: {
    on: ['every span'],
    type: 'string',
    text: 'From `withConversation`, or the baggage where `LLM_OTEL_BAGGAGE` says so.',
  },
  userId: {
    on: ['every span'],
    type: 'string',
    text: 'Likewise, with `LLM_OTEL_USER_ID=raw`.',
  },
  userHash: {
    on: ['every span'],
    type: 'string',
    text: 'Likewise, with `LLM_OTEL_USER_ID=hmac`: 128 bits of an HMAC-SHA-256.',
  },
  stage: { on: ['step'], type: 'string', text: 'The name given to `chainStep`.' },
  outcome: {
    on: ['every span'],
    type: 'string',
    text: '`completed`, `aborted` (by its caller), `error` or `abandoned` (nobody read the result).',
  },
  retrievalHitCount: { on: ['retrieval'], type: 'int', text: 'Documents found.' },
  retrievalBestScore: {
    on: ['retrieval'],
    type: 'double',
    text: 'The highest `score` among them.',
  },
};
