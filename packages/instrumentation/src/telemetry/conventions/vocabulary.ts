// Every name that leaves the process: spans, attributes, metrics, units, buckets.
// Those of the GenAI conventions of October 2026, and what v1.41 calls them. A rename is one edit here.

/** Span names of the product (`LLM_OTEL_SPAN_NAMES=product`). */
export const SPAN = {
  llmCall: 'llm.call',
  chainStep: 'chain.step',
  retrieval: 'retrieval',
} as const;

/** Attribute names of the GenAI conventions, of OpenAI's refinement and of the general ones. */
export const ATTRIBUTE = {
  operationName: 'gen_ai.operation.name',
  providerName: 'gen_ai.provider.name',
  conversationId: 'gen_ai.conversation.id',
  outputType: 'gen_ai.output.type',
  requestModel: 'gen_ai.request.model',
  requestStream: 'gen_ai.request.stream',
  requestTemperature: 'gen_ai.request.temperature',
  requestTopP: 'gen_ai.request.top_p',
  requestTopK: 'gen_ai.request.top_k',
  requestMaxTokens: 'gen_ai.request.max_tokens',
  requestFrequencyPenalty: 'gen_ai.request.frequency_penalty',
  requestPresencePenalty: 'gen_ai.request.presence_penalty',
  requestStopSequences: 'gen_ai.request.stop_sequences',
  requestSeed: 'gen_ai.request.seed',
  requestChoiceCount: 'gen_ai.request.choice.count',
  requestEncodingFormats: 'gen_ai.request.encoding_formats',
  requestReasoningLevel: 'gen_ai.request.reasoning.level',
  requestPreviousResponseId: 'gen_ai.request.previous_response.id',
  requestStreamCursor: 'gen_ai.request.stream_cursor',
  responseId: 'gen_ai.response.id',
  responseModel: 'gen_ai.response.model',
  responseStatus: 'gen_ai.response.status',
  responseFinishReasons: 'gen_ai.response.finish_reasons',
  responseTimeToFirstChunk: 'gen_ai.response.time_to_first_chunk',
  usageInputTokens: 'gen_ai.usage.input_tokens',
  usageOutputTokens: 'gen_ai.usage.output_tokens',
  usageCacheReadInputTokens: 'gen_ai.usage.cache_read.input_tokens',
  usageCacheWriteInputTokens: 'gen_ai.usage.cache_write.input_tokens',
  usageReasoningOutputTokens: 'gen_ai.usage.reasoning.output_tokens',
  usageTextInputTokens: 'gen_ai.usage.text.input_tokens',
  usageImageInputTokens: 'gen_ai.usage.image.input_tokens',
  usageAudioInputTokens: 'gen_ai.usage.audio.input_tokens',
  usageTextOutputTokens: 'gen_ai.usage.text.output_tokens',
  usageImageOutputTokens: 'gen_ai.usage.image.output_tokens',
  usageAudioOutputTokens: 'gen_ai.usage.audio.output_tokens',
  usageTextCacheReadInputTokens: 'gen_ai.usage.text.cache_read.input_tokens',
  usageImageCacheReadInputTokens: 'gen_ai.usage.image.cache_read.input_tokens',
  usageAudioCacheReadInputTokens: 'gen_ai.usage.audio.cache_read.input_tokens',
  embeddingsDimensionCount: 'gen_ai.embeddings.dimension.count',
  conversationCompacted: 'gen_ai.conversation.compacted',
  promptName: 'gen_ai.prompt.name',
  promptVersion: 'gen_ai.prompt.version',
  /** A template: the name of the variable follows after a dot. */
  promptVariable: 'gen_ai.prompt.variable',
  systemInstructions: 'gen_ai.system_instructions',
  inputMessages: 'gen_ai.input.messages',
  outputMessages: 'gen_ai.output.messages',
  toolDefinitions: 'gen_ai.tool.definitions',
  toolCallArguments: 'gen_ai.tool.call.arguments',
  toolCallResult: 'gen_ai.tool.call.result',
  retrievalQueryText: 'gen_ai.retrieval.query.text',
  retrievalDocuments: 'gen_ai.retrieval.documents',
  memoryStoreId: 'gen_ai.memory.store.id',
  memoryRecordId: 'gen_ai.memory.record.id',
  memoryRecordCount: 'gen_ai.memory.record.count',
  memoryQueryText: 'gen_ai.memory.query.text',
  memoryRecords: 'gen_ai.memory.records',
  tokenModality: 'gen_ai.token.modality',
  dataSourceId: 'gen_ai.data_source.id',
  retrievalTopK: 'gen_ai.retrieval.top_k',
  toolName: 'gen_ai.tool.name',
  toolType: 'gen_ai.tool.type',
  toolCallId: 'gen_ai.tool.call.id',
  toolDescription: 'gen_ai.tool.description',
  agentName: 'gen_ai.agent.name',
  agentId: 'gen_ai.agent.id',
  agentVersion: 'gen_ai.agent.version',
  agentDescription: 'gen_ai.agent.description',
  workflowName: 'gen_ai.workflow.name',
  openaiApiType: 'openai.api.type',
  openaiRequestServiceTier: 'openai.request.service_tier',
  openaiResponseServiceTier: 'openai.response.service_tier',
  openaiResponseSystemFingerprint: 'openai.response.system_fingerprint',
  // As the SDK's own spans name them: the conventions have no names for Anthropic's tiers.
  anthropicRequestServiceTier: 'anthropic.request.service_tier',
  anthropicResponseServiceTier: 'anthropic.response.service_tier',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  errorType: 'error.type',
  sessionId: 'session.id',
  userId: 'user.id',
  userHash: 'user.hash',
  exceptionType: 'exception.type',
  exceptionMessage: 'exception.message',
  exceptionStacktrace: 'exception.stacktrace',
  evaluationName: 'gen_ai.evaluation.name',
  evaluationScoreValue: 'gen_ai.evaluation.score.value',
  evaluationScoreLabel: 'gen_ai.evaluation.score.label',
  evaluationExplanation: 'gen_ai.evaluation.explanation',
  // Our own: nothing in the conventions says it.
  requestMessageCount: 'llm_otel.request.message_count',
  promptLength: 'llm_otel.prompt.length',
  promptHash: 'llm_otel.prompt.hash',
  hashKeyId: 'llm_otel.hash.key_id',
  systemInstructionsRef: 'gen_ai.system_instructions_ref',
  inputMessagesRef: 'gen_ai.input.messages_ref',
  outputMessagesRef: 'gen_ai.output.messages_ref',
  toolDefinitionsRef: 'gen_ai.tool.definitions_ref',
  contentOmitted: 'llm_otel.content.omitted',
  contentDropped: 'llm_otel.content.dropped_characters',
  stage: 'llm_otel.stage',
  outcome: 'llm_otel.outcome',
  retrievalHitCount: 'llm_otel.retrieval.hit_count',
  retrievalBestScore: 'llm_otel.retrieval.best_score',
} as const;

/** What v1.41 calls an attribute that was renamed since; `null` where it has none for it. */
export const NAMES_IN_1_41: Readonly<Partial<Record<keyof typeof ATTRIBUTE, string | null>>> = {
  usageCacheWriteInputTokens: 'gen_ai.usage.cache_creation.input_tokens',
  retrievalTopK: 'gen_ai.request.top_k',
  requestReasoningLevel: null,
  requestPreviousResponseId: null,
  requestStreamCursor: null,
  responseStatus: null,
  conversationCompacted: null,
  promptName: null,
  promptVersion: null,
  memoryStoreId: null,
  memoryRecordId: null,
  memoryRecordCount: null,
  memoryQueryText: null,
  memoryRecords: null,
};

/** Values of `gen_ai.operation.name` that v1.41 does not know. */
export const OPERATIONS_SINCE_1_41: ReadonlySet<string> = new Set([
  'fetch_response',
  'plan',
  'create_memory_store',
  'delete_memory_store',
  'create_memory',
  'update_memory',
  'upsert_memory',
  'search_memory',
  'delete_memory',
]);

/** `apiType` of Anthropic's API, whose refinement has names of its own. */
export const MESSAGES_API = 'messages';

/** The name of the tier that served a call of `apiType`. */
export function responseServiceTier(apiType: string | undefined): string {
  return apiType === MESSAGES_API
    ? ATTRIBUTE.anthropicResponseServiceTier
    : ATTRIBUTE.openaiResponseServiceTier;
}

/** `gen_ai.token.modality` of tokens that the provider does not break down. */
export const MODALITY_UNKNOWN = 'unknown';

/** `error.type` of an error that says nothing about itself. */
export const ERROR_TYPE_OTHER = '_OTHER';

/** Names of events. */
export const EVENT = {
  operationDetails: 'gen_ai.client.inference.operation.details',
  exception: 'gen_ai.client.operation.exception',
  evaluationResult: 'gen_ai.evaluation.result',
} as const;
