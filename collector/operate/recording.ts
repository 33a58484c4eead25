// Recorded series: the same names for both profiles of the conventions, and quantiles. Counters keep `instance`, since a
// sum over processes that restart is no counter.

import {
  METRIC,
  METRIC_141,
  OWN_METRIC,
  TOKEN_TYPE,
} from '../../packages/instrumentation/dist/telemetry/conventions/metric-vocabulary.js';
import { ATTRIBUTE as A } from '../../packages/instrumentation/dist/telemetry/conventions/vocabulary.js';
import { escaped, metricName } from './prometheus-names.ts';
import type { Recorded } from './rule.ts';
import type { Windows } from './thresholds.ts';

/** Labels of Prometheus, by what they say. */
export const LABEL = {
  operation: escaped(A.operationName),
  provider: escaped(A.providerName),
  model: escaped(A.requestModel),
  answeredBy: escaped(A.responseModel),
  errorType: escaped(A.errorType),
  finishReason: escaped(A.finishReason),
  dataSource: escaped(A.dataSourceId),
  retrievalResult: escaped(A.retrievalResult),
  tool: escaped(A.toolName),
  agent: escaped(A.agentName),
  environment: 'deployment_environment_name',
  guardrail: escaped(A.guardrailName),
  decision: escaped(A.guardrailDecision),
  evaluation: escaped(A.evaluationName),
  label: escaped(A.evaluationScoreLabel),
  mcpMethod: escaped(A.mcpMethod),
  mcpServer: escaped(A.mcpServerName),
} as const;

/** Names of Prometheus, by what they count. */
export const NAME = {
  inference: metricName(METRIC.inferenceDuration),
  embeddings: metricName(METRIC.embeddingsDuration),
  operation: metricName(METRIC.operationDuration),
  firstChunk: metricName(METRIC.timeToFirstChunk),
  firstChunk141: metricName(METRIC_141.operationTimeToFirstChunk),
  inputTokens: metricName(METRIC.inputTokens),
  outputTokens: metricName(METRIC.outputTokens),
  cacheRead: metricName(METRIC.cacheReadInputTokens),
  tokenUsage: metricName(METRIC_141.tokenUsage),
  tool: metricName(METRIC.toolDuration),
  agent: metricName(METRIC.agentDuration),
  agentCalls: metricName(METRIC.agentInferenceCalls),
  agentTools: metricName(METRIC.agentToolCalls),
  cost: metricName(OWN_METRIC.cost),
  operationCost: metricName(OWN_METRIC.operationCost),
  unpriced: metricName(OWN_METRIC.unpricedCalls),
  finishReasons: metricName(OWN_METRIC.finishReasons),
  feedback: metricName(OWN_METRIC.feedback),
  score: metricName(OWN_METRIC.evaluationScore),
  guardrail: metricName(OWN_METRIC.guardrail),
  retrievals: metricName(OWN_METRIC.retrievals),
  bestScore: metricName(OWN_METRIC.retrievalScore),
  attempts: metricName(OWN_METRIC.attempts),
  mcpClient: metricName(METRIC.mcpClientOperation),
  mcpServer: metricName(METRIC.mcpServerOperation),
  mcpClientSession: metricName(METRIC.mcpClientSession),
} as const;

/** Operations of v1.41 that are calls of models; the others have the same metric. */
const MODEL_CALLS = `${LABEL.operation}=~"chat|generate_content|text_completion|embeddings"`;
const KEPT = ['job', 'instance', LABEL.environment, LABEL.operation, LABEL.provider, LABEL.model];

/** All recorded series. */
export function recordings(w: Windows): Recorded[] {
  return [
    { record: 'llm_requests_total', expr: callsBy(`${LABEL.errorType}`, '_count') },
    {
      record: 'llm_errors_total',
      expr: `llm_requests_total{${LABEL.errorType}!=""}`,
    },
    { record: 'llm_request_latency_seconds_bucket', expr: callsBy('le', '_bucket') },
    { record: 'llm_request_latency_seconds_sum', expr: callsBy('', '_sum') },
    { record: 'llm_request_latency_seconds_count', expr: callsBy('', '_count') },
    {
      record: 'llm_first_chunk_seconds_bucket',
      expr: either([`${NAME.firstChunk}_bucket`, `${NAME.firstChunk141}_bucket`], 'le'),
    },
    { record: 'llm_tokens_total', expr: `${tokens('input')} or ${tokens('output')}` },
    { record: 'llm_cost_dollars', expr: sum(NAME.cost) },
    ...[50, 95, 99].map((percent) => ({
      record: `llm:request_latency_seconds:p${percent}`,
      expr: quantile(percent, w.short),
    })),
    {
      record: 'llm:error_ratio',
      expr: `sum by (job) (rate(llm_errors_total[${w.short}])) / sum by (job) (rate(llm_requests_total[${w.short}]))`,
    },
    {
      record: 'llm:requests:hour',
      expr: `sum by (job) (increase(llm_requests_total[${w.hour}]))`,
    },
    {
      record: 'llm:errors:hour',
      expr: `sum by (job) (increase(llm_errors_total[${w.hour}])) or 0 * llm:requests:hour`,
    },
    {
      record: 'llm:cost_dollars:hour',
      expr: `sum by (job) (increase(llm_cost_dollars[${w.hour}]))`,
    },
    {
      record: 'llm:tokens:hour',
      expr: `sum by (job, type) (increase(llm_tokens_total[${w.hour}]))`,
    },
    {
      record: 'llm:latency_seconds:hour',
      expr: `sum by (job) (increase(llm_request_latency_seconds_sum[${w.hour}])) / sum by (job) (increase(llm_request_latency_seconds_count[${w.hour}]))`,
    },
  ];
}

function sum(series: string, ...more: string[]): string {
  return `sum by (${[...KEPT, ...more.filter((label) => label !== '')].join(', ')}) (${series})`;
}

/** The first of `series` that is there: a process emits one profile, or the same in both. */
function either(series: readonly string[], label: string): string {
  return series.map((name) => sum(name, label)).join(' or ');
}

function callsBy(label: string, part: string): string {
  return either(
    [
      `${NAME.inference}${part}`,
      `${NAME.embeddings}${part}`,
      `${NAME.operation}${part}{${MODEL_CALLS}}`,
    ],
    label,
  );
}

function tokens(type: 'input' | 'output'): string {
  const counted = sum(type === 'input' ? NAME.inputTokens : NAME.outputTokens);
  const of141 = sum(`${NAME.tokenUsage}_sum{${escaped(TOKEN_TYPE)}="${type}"}`);
  return `label_replace(${counted} or ${of141}, "type", "${type}", "", "")`;
}

function quantile(percent: number, window: string): string {
  const rate = `sum by (job, ${LABEL.model}, le) (rate(llm_request_latency_seconds_bucket[${window}]))`;
  return `histogram_quantile(${percent / 100}, ${rate})`;
}
