// Every name that leaves the process: spans, attributes, metrics, units, buckets.
// Profile `latest`: the GenAI conventions of October 2026. A rename is one edit here.

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
  tokenModality: 'gen_ai.token.modality',
  dataSourceId: 'gen_ai.data_source.id',
  retrievalTopK: 'gen_ai.retrieval.top_k',
  toolName: 'gen_ai.tool.name',
  toolType: 'gen_ai.tool.type',
  toolCallId: 'gen_ai.tool.call.id',
  toolDescription: 'gen_ai.tool.description',
  agentName: 'gen_ai.agent.name',
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
  // Our own: nothing in the conventions says it.
  stage: 'llm_otel.stage',
  outcome: 'llm_otel.outcome',
  retrievalHitCount: 'llm_otel.retrieval.hit_count',
  retrievalBestScore: 'llm_otel.retrieval.best_score',
} as const;

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

/** One metric: its name, unit and, for histograms, its buckets. */
export interface MetricDefinition {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly buckets?: number[];
}

/** A metric that is a histogram. */
export type HistogramDefinition = MetricDefinition & { readonly buckets: number[] };

/** Seconds: the conventions' buckets for client operations. */
const SECONDS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];
/** Tokens: powers of four. */
const TOKENS = [
  1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
];
/** Calls of one agent. */
const CALLS = [1, 2, 4, 8, 16, 32, 64, 128];

const seconds = (name: string, description: string, buckets = SECONDS): HistogramDefinition => ({
  name,
  unit: 's',
  description,
  buckets,
});
const tokensOfOne = (name: string, description: string): HistogramDefinition => ({
  name,
  unit: '{token}',
  description,
  buckets: TOKENS,
});
const tokens = (name: string, description: string): Omit<MetricDefinition, 'buckets'> => ({
  name,
  unit: '{token}',
  description,
});

/** The metrics of the conventions of October 2026. */
export const METRIC = {
  inferenceDuration: seconds(
    'gen_ai.client.inference.duration',
    'Duration of an inference call, from the request to the end of its response',
  ),
  timeToFirstChunk: seconds(
    'gen_ai.client.inference.time_to_first_chunk',
    'Time from the request to the first chunk of a streamed response',
  ),
  timePerOutputChunk: seconds(
    'gen_ai.client.inference.time_per_output_chunk',
    'Time between two chunks of a streamed response',
  ),
  operationInputTokens: tokensOfOne(
    'gen_ai.client.inference.operation.input_tokens',
    'Input tokens of one inference call',
  ),
  operationOutputTokens: tokensOfOne(
    'gen_ai.client.inference.operation.output_tokens',
    'Output tokens of one inference call',
  ),
  inputTokens: tokens(
    'gen_ai.client.inference.usage.input_tokens',
    'Input tokens used, cached ones included',
  ),
  outputTokens: tokens(
    'gen_ai.client.inference.usage.output_tokens',
    'Output tokens used, reasoning ones included',
  ),
  cacheReadInputTokens: tokens(
    'gen_ai.client.inference.usage.cache_read.input_tokens',
    'Input tokens that a provider-side cache served',
  ),
  cacheWriteInputTokens: tokens(
    'gen_ai.client.inference.usage.cache_write.input_tokens',
    'Input tokens written to a provider-side cache',
  ),
  reasoningOutputTokens: tokens(
    'gen_ai.client.inference.usage.reasoning.output_tokens',
    'Output tokens spent on reasoning',
  ),
  embeddingsDuration: seconds(
    'gen_ai.client.embeddings.duration',
    'Duration of an embeddings call',
  ),
  embeddingsInputTokens: tokensOfOne(
    'gen_ai.client.embeddings.operation.input_tokens',
    'Input tokens of one embeddings call',
  ),
  operationDuration: seconds(
    'gen_ai.client.operation.duration',
    'Duration of a client operation; of inference and embeddings only in v1.41',
  ),
  toolDuration: seconds('gen_ai.execute_tool.duration', 'Duration of the execution of a tool'),
  agentDuration: seconds(
    'gen_ai.invoke_agent.duration',
    'Duration of an invocation of an agent',
    [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6],
  ),
  agentInferenceCalls: {
    name: 'gen_ai.invoke_agent.inference_calls',
    unit: '{inference_call}',
    description: 'Inference calls of one invocation of an agent',
    buckets: CALLS,
  },
  agentToolCalls: {
    name: 'gen_ai.invoke_agent.tool_calls',
    unit: '{tool_call}',
    description: 'Tools executed by one invocation of an agent',
    buckets: CALLS,
  },
  workflowDuration: seconds(
    'gen_ai.invoke_workflow.duration',
    'Duration of a workflow',
    [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200],
  ),
} satisfies Record<string, MetricDefinition>;

/** The metrics that only v1.41 has, besides `operationDuration`. */
export const METRIC_141 = {
  tokenUsage: tokensOfOne('gen_ai.client.token.usage', 'Input or output tokens of one call'),
  operationTimeToFirstChunk: seconds(
    'gen_ai.client.operation.time_to_first_chunk',
    'Time from the request to the first chunk of a streamed response',
  ),
  operationTimePerOutputChunk: seconds(
    'gen_ai.client.operation.time_per_output_chunk',
    'Time between two chunks of a streamed response',
  ),
} satisfies Record<string, HistogramDefinition>;

/** The attribute that only the metrics of v1.41 have: `input` or `output`. */
export const TOKEN_TYPE = 'gen_ai.token.type';
