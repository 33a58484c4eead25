// Every histogram, and the kinds of points in it.

import type { Attributes, ValueType } from '@opentelemetry/api';
import { otelApi } from '../../foundation/otel-api.ts';
import {
  isWhole,
  METRIC,
  METRIC_141,
  OWN_METRIC,
  TOKEN_TYPE,
  type HistogramDefinition,
  type MetricDefinition,
} from '../conventions/metric-vocabulary.ts';

/** One kind of point. */
export interface Series {
  readonly definition: HistogramDefinition;
  /** The attributes of its points besides those of their set. */
  readonly extra?: Attributes;
}

/** Every histogram, once for each kind of point in it. */
export const SERIES = {
  inferenceDuration: { definition: METRIC.inferenceDuration },
  timeToFirstChunk: { definition: METRIC.timeToFirstChunk },
  timePerOutputChunk: { definition: METRIC.timePerOutputChunk },
  operationInputTokens: { definition: METRIC.operationInputTokens },
  operationOutputTokens: { definition: METRIC.operationOutputTokens },
  embeddingsDuration: { definition: METRIC.embeddingsDuration },
  embeddingsInputTokens: { definition: METRIC.embeddingsInputTokens },
  operationDuration: { definition: METRIC.operationDuration },
  toolDuration: { definition: METRIC.toolDuration },
  agentDuration: { definition: METRIC.agentDuration },
  agentInferenceCalls: { definition: METRIC.agentInferenceCalls },
  agentToolCalls: { definition: METRIC.agentToolCalls },
  workflowDuration: { definition: METRIC.workflowDuration },
  mcpClientOperation: { definition: METRIC.mcpClientOperation },
  mcpServerOperation: { definition: METRIC.mcpServerOperation },
  mcpClientSession: { definition: METRIC.mcpClientSession },
  mcpServerSession: { definition: METRIC.mcpServerSession },
  inputTokenUsage: { definition: METRIC_141.tokenUsage, extra: { [TOKEN_TYPE]: 'input' } },
  outputTokenUsage: { definition: METRIC_141.tokenUsage, extra: { [TOKEN_TYPE]: 'output' } },
  operationTimeToFirstChunk: { definition: METRIC_141.operationTimeToFirstChunk },
  operationTimePerOutputChunk: { definition: METRIC_141.operationTimePerOutputChunk },
  operationCost: { definition: OWN_METRIC.operationCost },
  evaluationScore: { definition: OWN_METRIC.evaluationScore },
  retrievalScore: { definition: OWN_METRIC.retrievalScore },
} satisfies Record<string, Series>;

/** The name of a series. */
export type SeriesName = keyof typeof SERIES;

/** Whether the SDK keeps whole numbers. */
export function valueTypeOf(definition: MetricDefinition): ValueType {
  const { INT, DOUBLE } = otelApi()!.ValueType;
  return isWhole(definition) ? INT : DOUBLE;
}
