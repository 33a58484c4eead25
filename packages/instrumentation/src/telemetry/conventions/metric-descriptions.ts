// The attributes and conventions of every metric, for docs/telemetry.md. Not loaded
// at run time.

import {
  METRIC,
  METRIC_141,
  OWN_METRIC,
  TOKEN_TYPE,
  type MetricDefinition,
} from './metric-vocabulary.ts';
import type { Field } from '../../model/fields/field.ts';
import { RESPONSE } from '../../model/fields/response-fields.ts';
import { ATTRIBUTE as A } from './vocabulary.ts';

/** Documents one metric. */
export interface MetricDescription {
  readonly definition: MetricDefinition;
  /** Values of `LLM_OTEL_SEMCONV`, besides `both`. */
  readonly profiles: readonly ('latest' | '1.41')[];
  /** Each is set if it has a value; `error.type` only on failure. */
  readonly attributes: readonly string[];
}

const CALL = [
  A.operationName,
  A.providerName,
  A.requestModel,
  A.responseModel,
  A.serverAddress,
  A.serverPort,
];
const REFINEMENT = Object.values(RESPONSE)
  .filter((field: Field) => field.isOnMetrics === true)
  .map(({ attribute }) => attribute);
const INFERENCE = [...CALL, ...REFINEMENT];

const latest = (
  definition: MetricDefinition,
  attributes: readonly string[],
): MetricDescription => ({
  definition,
  profiles: ['latest'],
  attributes,
});
const old = (definition: MetricDefinition, attributes: readonly string[]): MetricDescription => ({
  definition,
  profiles: ['1.41'],
  attributes,
});
const own = (
  definition: MetricDefinition,
  attributes: readonly string[] = CALL,
): MetricDescription => ({
  definition,
  profiles: ['latest', '1.41'],
  attributes,
});
const SESSION = [A.mcpServerName, A.mcpProtocolVersion, A.networkProtocolName, A.errorType];
const MESSAGE = [
  A.mcpMethod,
  A.operationName,
  A.toolName,
  A.promptName,
  ...SESSION,
  A.networkTransport,
  A.rpcStatusCode,
];
const EVALUATED = [A.evaluationName, A.evaluationScoreLabel, A.requestModel];
const counter = (definition: MetricDefinition): MetricDescription =>
  latest(definition, [...INFERENCE, A.tokenModality]);

/** One entry per metric of the vocabulary. */
export const METRIC_DESCRIPTIONS: Readonly<
  Record<keyof typeof METRIC | keyof typeof METRIC_141 | keyof typeof OWN_METRIC, MetricDescription>
> = {
  inferenceDuration: latest(METRIC.inferenceDuration, [...INFERENCE, A.errorType]),
  timeToFirstChunk: latest(METRIC.timeToFirstChunk, CALL),
  timePerOutputChunk: latest(METRIC.timePerOutputChunk, CALL),
  operationInputTokens: latest(METRIC.operationInputTokens, [...INFERENCE, A.errorType]),
  operationOutputTokens: latest(METRIC.operationOutputTokens, [...INFERENCE, A.errorType]),
  inputTokens: counter(METRIC.inputTokens),
  outputTokens: counter(METRIC.outputTokens),
  cacheReadInputTokens: counter(METRIC.cacheReadInputTokens),
  cacheWriteInputTokens: counter(METRIC.cacheWriteInputTokens),
  reasoningOutputTokens: counter(METRIC.reasoningOutputTokens),
  embeddingsDuration: latest(METRIC.embeddingsDuration, [...CALL, A.errorType]),
  embeddingsInputTokens: latest(METRIC.embeddingsInputTokens, [...CALL, A.errorType]),
  // In `latest`, for operations without a refinement.
  operationDuration: {
    definition: METRIC.operationDuration,
    profiles: ['latest', '1.41'],
    attributes: [...INFERENCE, A.errorType],
  },
  toolDuration: latest(METRIC.toolDuration, [A.toolName, A.toolType, A.agentName, A.errorType]),
  agentDuration: latest(METRIC.agentDuration, [A.agentName, A.requestModel, A.errorType]),
  agentInferenceCalls: latest(METRIC.agentInferenceCalls, [A.agentName]),
  agentToolCalls: latest(METRIC.agentToolCalls, [A.agentName]),
  workflowDuration: latest(METRIC.workflowDuration, [A.workflowName, A.errorType]),
  mcpClientOperation: own(METRIC.mcpClientOperation, [...MESSAGE, A.serverAddress, A.serverPort]),
  mcpServerOperation: own(METRIC.mcpServerOperation, MESSAGE),
  mcpClientSession: own(METRIC.mcpClientSession, [...SESSION, A.serverAddress, A.serverPort]),
  mcpServerSession: own(METRIC.mcpServerSession, SESSION),
  tokenUsage: old(METRIC_141.tokenUsage, [...INFERENCE, TOKEN_TYPE]),
  operationTimeToFirstChunk: old(METRIC_141.operationTimeToFirstChunk, CALL),
  operationTimePerOutputChunk: old(METRIC_141.operationTimePerOutputChunk, CALL),
  cost: own(OWN_METRIC.cost),
  unpricedCalls: own(OWN_METRIC.unpricedCalls),
  operationCost: own(OWN_METRIC.operationCost),
  finishReasons: own(OWN_METRIC.finishReasons, [...CALL, A.finishReason]),
  feedback: own(OWN_METRIC.feedback, EVALUATED),
  evaluationScore: own(OWN_METRIC.evaluationScore, EVALUATED),
  guardrail: own(OWN_METRIC.guardrail, [A.guardrailName, A.guardrailDecision, A.requestModel]),
  retrievals: own(OWN_METRIC.retrievals, [A.dataSourceId, A.retrievalResult]),
  retrievalScore: own(OWN_METRIC.retrievalScore, [A.dataSourceId]),
  attempts: own(OWN_METRIC.attempts, [...INFERENCE, A.toolName, A.toolType, A.agentName]),
};
