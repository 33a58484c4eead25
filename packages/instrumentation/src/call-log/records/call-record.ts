// The call record: one flat JSON object per operation, as in schema/call-record-1.schema.json.
// The fields that readers need first come first; absent fields are omitted.

import type { Content } from '../../model/content.ts';
import { totalOf } from '../../model/count.ts';
import { errorClass } from '../../telemetry/conventions/error-class.ts';
import { userAttributes } from '../../telemetry/spans/attributes.ts';
import { promptOf } from '../../telemetry/context/conversation.ts';
import type { FinishedOperation, OperationStart, RecordedKind } from '../../telemetry/operation.ts';
import { ATTRIBUTE as A } from '../../telemetry/conventions/vocabulary.ts';
import { attributeFields } from './attribute-fields.ts';
import { fieldValues } from './field-values.ts';
import { toObject } from '../../telemetry/content/content-attributes.ts';
import { recordId } from '../../foundation/record-id.ts';
import { resourceFields } from './resource-fields.ts';
import { namesAgent } from '../../model/kinds.ts';
import { config } from '../../settings/settings.ts';
import { costFields } from './cost-fields.ts';

/** Version of the record format: `x-version` of the schema. */
export const SCHEMA_VERSION = '1.1';

const ANSWERED = 'generation_completed';
const LOG_TYPES: Readonly<Record<RecordedKind, string>> = {
  inference: ANSWERED,
  embeddings: ANSWERED,
  rerank: ANSWERED,
  retrieval: 'retrieval_completed',
  memory: 'step_completed',
  tool: 'tool_completed',
  agent: 'step_completed',
  remote_agent: 'step_completed',
  agent_creation: 'step_completed',
  plan: 'step_completed',
  workflow: 'step_completed',
  step: 'step_completed',
  guardrail: 'step_completed',
  mcp: 'step_completed',
};
/** Finish reason and error code. */
const STOPPED = 'content_filter';
const POSTPROCESSING = /^post[-_ ]?processing$/i;

/** The record of an operation that has this configuration, if it is a call of a model. Times are in milliseconds. */
export function toCallRecord(
  operation: FinishedOperation,
  configHash: string | undefined,
): Record<string, unknown> {
  const { kind, start, response, conversation, errorType, startedAt, said } = operation;
  const { usage } = response;
  const isSuccess = errorType === undefined;
  const values = fieldValues(operation);
  const { fields, attributes } = attributeFields(operation, values.attributes);
  const own = values.fields;
  const type = logType(operation);
  // Readers know it.
  if (type === ANSWERED && own['model_version'] === own['model_id'])
    own['model_version'] = undefined;
  return {
    schema_version: SCHEMA_VERSION,
    timestamp: new Date(startedAt).toISOString(),
    log_type: type,
    level: isSuccess ? 'INFO' : 'ERROR',
    status: isSuccess ? 'success' : 'failure',
    success: isSuccess,
    name: operation.spanName,
    stage: isStage(kind) ? start.name : undefined,
    operation: start.operation,
    provider: start.provider,
    model_id: own['model_id'],
    model_version: own['model_version'],
    latency_ms: milliseconds(operation.durationSeconds),
    time_to_first_chunk_ms: milliseconds(operation.timeToFirstChunk),
    generation_latency_ms: generationLatency(operation),
    queue_latency_ms: fields['queue_latency_ms'],
    backend_latency_ms: fields['backend_latency_ms'] ?? response.processingMs,
    prompt_tokens: own['prompt_tokens'],
    completion_tokens: own['completion_tokens'],
    total_tokens: totalOf([usage?.inputTokens, usage?.outputTokens]),
    cache_read_tokens: own['cache_read_tokens'],
    cache_write_tokens: own['cache_write_tokens'],
    reasoning_tokens: own['reasoning_tokens'],
    ...(operation.cost !== undefined &&
      costFields(operation.cost, [own['model_id'], own['model_version']])),
    finish_reasons: own['finish_reasons'],
    safety_flags: safetyFlags(operation),
    content_safety_score: response.safetyScore,
    outcome: operation.outcome,
    error_code: errorType,
    error_class: isSuccess ? undefined : classOf(operation),
    error_message: operation.errorMessage,
    stream: own['stream'],
    request_id: start.recordId ?? recordId(startedAt),
    trace_id: operation.traceId,
    span_id: operation.spanId,
    parent_span_id: operation.parentSpanId,
    response_id: own['response_id'],
    // As on the span, where the request's value wins.
    conversation_id: start.request.conversationId ?? conversation?.conversationId,
    session_id: conversation?.sessionId,
    ...user(conversation?.userId),
    user_segment: fields['user_segment'],
    variant: fields['variant'],
    routing_policy: fields['routing_policy'],
    topic: fields['topic'],
    ...(kind === 'inference' ? prompt(operation) : undefined),
    prompt_hash: fields['prompt_hash'],
    hash_key_id: fields['hash_key_id'],
    prompt_length: start.size?.characters,
    message_count: start.size?.messages,
    config_hash: configHash,
    ...actor(operation),
    mcp_role: roleOf(start),
    // Attributes without a field above.
    ...own,
    ...resourceFields(),
    time_unix_nano: `${startedAt}000000`,
    attributes,
    ...(said?.content && contentFields(said.content)),
  };
}

function isStage(kind: RecordedKind): boolean {
  return kind === 'step' || kind === 'workflow' || kind === 'guardrail';
}

function classOf({ thrown, outcome }: FinishedOperation): string {
  return errorClass(thrown?.error, outcome, thrown?.failure);
}

function logType({ kind, start, errorType }: FinishedOperation): string {
  const isModelCall = kind === 'inference' || kind === 'embeddings' || kind === 'rerank';
  if (isModelCall && errorType !== undefined) return 'request_failed';
  const isStep = kind === 'step' || kind === 'workflow';
  if (kind === 'mcp' && start.operation !== undefined) return LOG_TYPES.tool;
  const isLast = isStep && POSTPROCESSING.test(start.name ?? '');
  return isLast ? 'postprocessing_done' : LOG_TYPES[kind];
}

/** A truncated choice and a refused request are flags as well. */
function safetyFlags({ response, errorType }: FinishedOperation): string[] | undefined {
  const { finishReasons, safetyFlags: flags } = response;
  const isStopped = errorType === STOPPED || finishReasons?.includes(STOPPED) === true;
  return isStopped ? [STOPPED, ...(flags ?? [])] : flags;
}

/** From first to last chunk, if that is measured. */
function generationLatency(operation: FinishedOperation): number | undefined {
  if (operation.timeToFirstChunk === undefined || config().chunkIntervals === 'off')
    return undefined;
  return milliseconds(operation.chunkIntervals.reduce((sum, interval) => sum + interval, 0));
}

/** The user, as set by `LLM_OTEL_USER_ID`. */
export function user(userId: string | undefined): Record<string, unknown> | undefined {
  if (userId === undefined) return undefined;
  const attributes = userAttributes(userId);
  return { user_id: attributes[A.userId], user_hash: attributes[A.userHash] };
}

function prompt({ start: { request }, conversation }: FinishedOperation): Record<string, unknown> {
  const template = promptOf(request, conversation);
  return { prompt_template_id: template?.name, prompt_template_version: template?.version };
}

/** The content, if the application records it. */
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
    mcp_resource_uri: content.resourceUri,
    mcp_resource_contents: content.resourceContents,
    mcp_prompt_messages: content.promptMessages,
    mcp_elicitation_message: content.elicitationMessage,
    mcp_elicitation_answer: content.elicitationAnswer,
    error_text: content.errorText,
  };
}

/** The tool, agent or data source that did the work. */
function actor({ kind, start }: FinishedOperation): Record<string, unknown> | undefined {
  const { name, operation } = start;
  if (kind === 'tool') return { tool_name: name };
  if (kind === 'mcp') {
    return operation === undefined ? { prompt_template_id: name } : { tool_name: name };
  }
  if (kind === 'retrieval') return { data_source_id: name };
  return namesAgent(kind) ? { agent_name: name } : undefined;
}

/** Which end of a message over MCP; a tool that is called by one is at the end that asks. */
function roleOf({ role, request }: OperationStart): string | undefined {
  return request.mcpMethod === undefined ? undefined : (role ?? 'client');
}

/** Two decimals suffice, and keep the line short. */
function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 100_000) / 100;
}
