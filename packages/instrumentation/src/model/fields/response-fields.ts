// Part of the table of fields: responses.

import { count, double, flag, oneOf, text, texts } from './field.ts';
import { MCP_RESPONSE } from './mcp-fields.ts';

/** Response fields, by their keys in the model. */
export const RESPONSE = {
  id: text('gen_ai.response.id', {
    shape: 'id',
    on: ['inference', 'rerank', 'request'],
    record: 'response_id',
    text: 'The id that the provider gave to the response.',
  }),
  model: text('gen_ai.response.model', {
    shape: 'model',
    on: ['inference', 'embeddings', 'rerank', 'request'],
    record: 'model_version',
    text: 'The model that answered.',
  }),
  upstreamProvider: text('llm_otel.response.upstream_provider', {
    shape: 'name',
    on: ['inference'],
    record: 'attributes',
    text: 'Who served the model behind a gateway, in the words of the gateway.',
  }),
  finishReasons: texts('gen_ai.response.finish_reasons', {
    shape: 'word',
    on: ['inference', 'request', 'agent'],
    record: 'finish_reasons',
    text: 'One per choice; `error` for a choice that never finished. On an agent, those of its last call.',
  }),
  status: text('gen_ai.response.status', {
    shape: 'word',
    on: ['request'],
    in141: null,
    text: 'Status of a fetched response: `queued`, `in_progress`, `completed`, `incomplete`, `failed`, `cancelled`.',
  }),
  isCompacted: flag('gen_ai.conversation.compacted', {
    on: ['inference'],
    in141: null,
    omitted: false,
    text: '`true` if the provider compacted the conversation before it answered, otherwise absent.',
  }),
  schemaValid: flag('llm_otel.schema_valid', {
    on: ['inference'],
    record: 'attributes',
    text: "Whether the answer was what the SDK's own helper (`parse`, `stream` of Anthropic) could parse; absent if no helper parsed it.",
  }),
  transcriptionConfidence: double('llm_otel.transcription.confidence', {
    on: ['inference'],
    record: 'attributes',
    text: 'How sure the model was of a transcription, 0 to 1: e to the power of the mean log probability of its tokens, or of its segments weighted by their length; if the response has them.',
  }),
  citationCount: count('llm_otel.citations', {
    on: ['inference'],
    record: 'attributes',
    text: 'How many passages of documents, pages or search results the answer cites, if it cites any.',
  }),
  batchCompleted: count('llm_otel.batch.completed', {
    on: ['request'],
    text: 'How many requests of a fetched batch have been answered.',
  }),
  batchFailed: count('llm_otel.batch.failed', {
    on: ['request'],
    text: 'How many of them have failed or expired.',
  }),
  dimensionCount: count('gen_ai.embeddings.dimension.count', {
    on: ['embeddings'],
    text: 'Length of the returned vectors.',
  }),
  hitCount: count('llm_otel.retrieval.hit_count', {
    on: ['retrieval'],
    record: 'retrieved_count',
    text: 'Number of documents found.',
  }),
  bestScore: double('llm_otel.retrieval.best_score', {
    on: ['retrieval'],
    record: 'best_score',
    text: 'The highest `score` among them.',
  }),
  bestDistance: double('llm_otel.retrieval.best_distance', {
    on: ['retrieval'],
    record: 'attributes',
    text: 'The lowest `distance` among them.',
  }),
  guardrailDecision: oneOf(
    'allow',
    'block',
    'modify',
  )('llm_otel.guardrail.decision', {
    on: ['guardrail', 'inference', 'retrieval'],
    record: 'attributes',
    text: '`allow`, `block` or `modify`; on a call of a model or a search, if the service ran a guardrail and tells what it did.',
  }),
  guardrailScore: double('llm_otel.guardrail.score', {
    on: ['guardrail'],
    record: 'attributes',
    text: 'The score behind the decision.',
  }),
  agentId: text('gen_ai.agent.id', {
    shape: 'id',
    on: ['agent_creation', 'remote_agent'],
    record: 'agent_id',
    text: "The provider's id of the agent.",
  }),
  agentVersion: text('gen_ai.agent.version', {
    shape: 'name',
    on: ['agent_creation', 'remote_agent'],
    record: 'attributes',
    text: 'The version of the agent.',
  }),
  memoryRecordCount: count('gen_ai.memory.record.count', {
    on: ['memory'],
    in141: null,
    record: 'attributes',
    text: 'Number of records that were stored or found.',
  }),
  openaiServiceTier: text('openai.response.service_tier', {
    shape: 'word',
    on: ['inference'],
    isOnMetrics: true,
    record: 'service_tier',
    text: 'The service tier that served the call.',
  }),
  openaiSystemFingerprint: text('openai.response.system_fingerprint', {
    shape: 'word',
    on: ['inference'],
    isOnMetrics: true,
    record: 'system_fingerprint',
    text: 'The backend configuration that answered.',
  }),
  anthropicServiceTier: text('anthropic.response.service_tier', {
    shape: 'word',
    on: ['inference'],
    record: 'service_tier',
    text: 'The service tier that served an Anthropic call.',
  }),
  tiers: texts('llm_otel.price.tiers', {
    shape: 'word',
    on: ['inference'],
    record: 'attributes',
    text: 'How the call was served besides its tier, where that changes its price: `fast`, `us`.',
  }),
  ...MCP_RESPONSE,
} as const;
