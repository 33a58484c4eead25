// The call record: one flat JSON object for one operation, as schema/call-record-1.schema.json
// describes it. What a reader looks for first comes first; absent fields are left out.

import type { Content } from '../../model/content.ts';
import { errorClass } from '../../telemetry/conventions/error-class.ts';
import { userAttributes } from '../../telemetry/spans/attributes.ts';
import { promptOf } from '../../telemetry/context/conversation.ts';
import { type FinishedOperation } from '../../telemetry/operation.ts';
import { ATTRIBUTE as A } from '../../telemetry/conventions/vocabulary.ts';
import { attributeFields, numberIn, textIn } from './attribute-fields.ts';
import { toObject } from '../../telemetry/content/content-attributes.ts';
import { recordId } from './record-id.ts';
import { resourceFields } from './resource-fields.ts';
import { namesAgent, type OperationKind } from '../../model/kinds.ts';

/** Version of the record's shape: `x-version` of the schema. */
export const SCHEMA_VERSION = '1.0';

const LOG_TYPES: Readonly<Record<OperationKind, string>> = {
  inference: 'generation_completed',
  embeddings: 'generation_completed',
  retrieval: 'retrieval_completed',
  memory: 'step_completed',
  tool: 'tool_completed',
  agent: 'step_completed',
  remote_agent: 'step_completed',
  agent_creation: 'step_completed',
  plan: 'step_completed',
  step: 'step_completed',
};
/** A finish reason, and an error code. */
const STOPPED = 'content_filter';
const POSTPROCESSING = /^post[-_ ]?processing$/i;

/** The record of an operation. Times are in milliseconds. */
export function toCallRecord(operation: FinishedOperation): Record<string, unknown> {
  const { kind, start, response, conversation, errorType, startedAt, said } = operation;
  const { request } = start;
  const { usage } = response;
  const isSuccess = errorType === undefined;
  const { fields, attributes } = attributeFields(operation);
  return {
    schema_version: SCHEMA_VERSION,
    timestamp: new Date(startedAt).toISOString(),
    log_type: logType(operation),
    level: isSuccess ? 'INFO' : 'ERROR',
    status: isSuccess ? 'success' : 'failure',
    success: isSuccess,
    name: operation.spanName,
    stage: kind === 'step' ? start.name : undefined,
    operation: start.operation,
    provider: start.provider,
    model_id: request.model,
    model_version: response.model,
    latency_ms: milliseconds(operation.durationSeconds),
    time_to_first_chunk_ms: milliseconds(operation.timeToFirstChunk),
    generation_latency_ms: generationLatency(operation),
    queue_latency_ms: fields['queue_latency_ms'],
    backend_latency_ms: fields['backend_latency_ms'] ?? response.processingMs,
    prompt_tokens: usage?.inputTokens,
    completion_tokens: usage?.outputTokens,
    total_tokens: usage && (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0),
    cache_read_tokens: usage?.cacheReadInputTokens,
    cache_write_tokens: usage?.cacheWriteInputTokens,
    reasoning_tokens: usage?.reasoningOutputTokens,
    finish_reasons: response.finishReasons,
    safety_flags: safetyFlags(operation),
    content_safety_score: response.safetyScore,
    outcome: operation.outcome,
    error_code: errorType,
    error_class: isSuccess ? undefined : errorClass(operation.thrown?.error, operation.outcome),
    error_message: operation.errorMessage,
    stream: request.stream === true ? true : undefined,
    request_id: recordId(startedAt),
    trace_id: operation.traceId,
    span_id: operation.spanId,
    parent_span_id: operation.parentSpanId,
    response_id: response.id,
    // As on the span, where what the request names counts.
    conversation_id: request.conversationId ?? conversation?.conversationId,
    session_id: conversation?.sessionId,
    ...user(conversation?.userId),
    user_segment: fields['user_segment'],
    variant: fields['variant'],
    routing_policy: fields['routing_policy'],
    topic: fields['topic'],
    ...(kind === 'inference' ? prompt(operation) : undefined),
    prompt_hash: fields['prompt_hash'],
    hash_key_id: fields['hash_key_id'],
    prompt_length: said?.promptLength,
    message_count: said?.messageCount,
    ...actor(operation),
    top_k: kind === 'retrieval' ? request.retrievalTopK : request.topK,
    retrieved_count: response.hitCount ?? numberIn(operation.attributes, A.retrievalHitCount),
    best_score: response.bestScore ?? numberIn(operation.attributes, A.retrievalBestScore),
    temperature: request.temperature,
    top_p: request.topP,
    max_tokens: request.maxTokens,
    frequency_penalty: request.frequencyPenalty,
    presence_penalty: request.presencePenalty,
    stop: request.stopSequences,
    seed: request.seed,
    choice_count: request.choiceCount === 1 ? undefined : request.choiceCount,
    output_type: request.outputType,
    reasoning_level: request.reasoningLevel,
    service_tier: response.serviceTier,
    system_fingerprint: response.systemFingerprint,
    ...resourceFields(),
    time_unix_nano: `${startedAt}000000`,
    attributes,
    ...(said?.content && contentFields(said.content)),
  };
}

function logType({ kind, start, errorType }: FinishedOperation): string {
  const isModelCall = kind === 'inference' || kind === 'embeddings';
  if (isModelCall && errorType !== undefined) return 'request_failed';
  const isLast = kind === 'step' && POSTPROCESSING.test(start.name ?? '');
  return isLast ? 'postprocessing_done' : LOG_TYPES[kind];
}

/** A choice that was cut off, and a request that was refused, are flags as well. */
function safetyFlags({ response, errorType }: FinishedOperation): string[] | undefined {
  const { finishReasons, safetyFlags: flags } = response;
  const isStopped = errorType === STOPPED || finishReasons?.includes(STOPPED) === true;
  return isStopped ? [STOPPED, ...(flags ?? [])] : flags;
}

/** From the first chunk to the last. */
function generationLatency(operation: FinishedOperation): number | undefined {
  if (operation.timeToFirstChunk === undefined) return undefined;
  return milliseconds(operation.chunkIntervals.reduce((sum, interval) => sum + interval, 0));
}

/** Who it is for, as `LLM_OTEL_USER_ID` says. */
export function user(userId: string | undefined): Record<string, unknown> | undefined {
  if (userId === undefined) return undefined;
  const attributes = userAttributes(userId);
  return { user_id: attributes[A.userId], user_hash: attributes[A.userHash] };
}

function prompt({ start: { request }, conversation }: FinishedOperation): Record<string, unknown> {
  const template = promptOf(request, conversation);
  return { prompt_template_id: template?.name, prompt_template_version: template?.version };
}

/** What was said, where the application asks for content. */
function contentFields(content: Content): Record<string, unknown> {
  return {
    query: content.queryText ?? content.memoryQueryText,
    prompt_variables: content.promptVariables,
    tool_arguments: toObject(content.toolArguments, 'arguments'),
    tool_result: toObject(content.toolResult, 'result'),
    documents: content.documents,
    system_instructions: content.systemInstructions,
    input_messages: content.inputMessages,
    output_messages: content.outputMessages,
  };
}

/** Who or what did the work: a tool, an agent, a data source. */
function actor({ kind, start, response }: FinishedOperation): Record<string, unknown> | undefined {
  if (kind === 'inference' || kind === 'embeddings') return undefined;
  const { attributes } = start;
  return {
    tool_name: kind === 'tool' ? start.name : undefined,
    tool_type: start.toolType,
    tool_call_id: textIn(attributes, A.toolCallId),
    agent_name: namesAgent(kind) ? start.name : start.agentName,
    agent_id: response.agentId ?? textIn(attributes, A.agentId),
    data_source_id: kind === 'retrieval' ? start.name : undefined,
  };
}

/** Two decimals are enough, and keep the line short. */
function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 100_000) / 100;
}
