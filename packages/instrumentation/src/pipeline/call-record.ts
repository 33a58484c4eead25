// The call record: one flat JSON object for one operation. `schema_version` comes first.

import { randomUUID } from 'node:crypto';
import { userAttributes } from '../telemetry/attributes.ts';
import type { FinishedOperation, OperationKind } from '../telemetry/operation.ts';
import { ATTRIBUTE } from '../telemetry/vocabulary.ts';
import { read } from './environment.ts';

/** Version of the record's shape; a later one with the same major reads the same fields. */
const SCHEMA_VERSION = '0.1';

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

const serviceName = read(process.env, 'OTEL_SERVICE_NAME');

/** The record of an operation. Fields without a value are absent. Times are in milliseconds. */
export function toCallRecord(operation: FinishedOperation): Record<string, unknown> {
  const { start, response, conversation, errorType } = operation;
  const { request } = start;
  const { usage } = response;
  const success = errorType === undefined;
  const isModelCall = operation.kind === 'inference' || operation.kind === 'embeddings';
  return {
    schema_version: SCHEMA_VERSION,
    timestamp: new Date(operation.startedAt).toISOString(),
    log_type: success || !isModelCall ? LOG_TYPES[operation.kind] : 'request_failed',
    level: success ? 'INFO' : 'ERROR',
    status: success ? 'success' : 'failure',
    success,
    request_id: randomUUID(),
    trace_id: operation.traceId,
    span_id: operation.spanId,
    parent_span_id: operation.parentSpanId,
    name: operation.spanName,
    stage: isModelCall ? undefined : start.name,
    service_name: serviceName,
    operation: start.operation,
    provider: start.provider,
    model_id: request.model,
    model_version: response.model,
    response_id: response.id,
    stream: request.stream === true ? true : undefined,
    temperature: request.temperature,
    max_tokens: request.maxTokens,
    latency_ms: milliseconds(operation.durationSeconds),
    time_to_first_chunk_ms: milliseconds(operation.timeToFirstChunk),
    prompt_tokens: usage?.inputTokens,
    completion_tokens: usage?.outputTokens,
    total_tokens: usage && (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0),
    cache_read_tokens: usage?.cacheReadInputTokens,
    cache_write_tokens: usage?.cacheWriteInputTokens,
    reasoning_tokens: usage?.reasoningOutputTokens,
    finish_reasons: response.finishReasons,
    hit_count: response.hitCount ?? operation.attributes?.[ATTRIBUTE.retrievalHitCount],
    best_score: response.bestScore ?? operation.attributes?.[ATTRIBUTE.retrievalBestScore],
    outcome: operation.outcome,
    error_code: errorType,
    error_message: operation.errorMessage,
    conversation_id: conversation?.conversationId ?? request.conversationId,
    session_id: conversation?.sessionId,
    ...user(conversation?.userId),
  };
}

function user(userId: string | undefined): Record<string, unknown> {
  if (userId === undefined) return {};
  const attributes = userAttributes(userId);
  return { user_id: attributes[ATTRIBUTE.userId], user_hash: attributes[ATTRIBUTE.userHash] };
}

/** Two decimals are enough, and keep the line short. */
function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 100_000) / 100;
}
