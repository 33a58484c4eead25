// All exported metrics: names, units, buckets. The other names are in vocabulary.ts. A rename is
// one edit here.

/** One metric: its name, unit and, for histograms, buckets. */
export interface MetricDefinition {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly buckets?: number[];
}

/** A histogram metric. */
export type HistogramDefinition = MetricDefinition & { readonly buckets: number[] };

/** Seconds: the conventions' client operation buckets. */
const SECONDS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];
/** Seconds: the conventions' buckets for the Model Context Protocol. */
const MCP_SECONDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];
/** Tokens: powers of four. */
const TOKENS = [
  1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
];
/** Calls of one agent. */
const CALLS = [1, 2, 4, 8, 16, 32, 64, 128];
/** Scores of any scale: shares, grades, percent. */
const SCORES = [-1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2, 3, 4, 5, 10, 100];
/** US dollars of one call: three for each power of ten. */
const DOLLARS = [
  0.000001, 0.000003, 0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3,
  10,
];

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
  mcpClientOperation: seconds(
    'mcp.client.operation.duration',
    'Time from sending a request or notification until its response',
    MCP_SECONDS,
  ),
  mcpServerOperation: seconds(
    'mcp.server.operation.duration',
    'Time to handle a request or notification',
    MCP_SECONDS,
  ),
  mcpClientSession: seconds(
    'mcp.client.session.duration',
    'Duration of a session as the client sees it',
    MCP_SECONDS,
  ),
  mcpServerSession: seconds(
    'mcp.server.session.duration',
    'Duration of a session as the server sees it',
    MCP_SECONDS,
  ),
} satisfies Record<string, MetricDefinition>;

/** Metrics that only v1.41 has, besides `operationDuration`. */
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

/** An attribute of v1.41 metrics only: `input` or `output`. */
export const TOKEN_TYPE = 'gen_ai.token.type';

/** Our own metrics, in every profile. */
export const OWN_METRIC = {
  cost: {
    name: 'llm_otel.cost',
    unit: '{USD}',
    description: 'What calls cost, in US dollars',
  },
  unpricedCalls: {
    name: 'llm_otel.cost.unpriced_calls',
    unit: '{call}',
    description: 'Calls that ended without a known price',
  },
  operationCost: {
    name: 'llm_otel.operation.cost',
    unit: '{USD}',
    description: 'What one call cost, in US dollars',
    buckets: DOLLARS,
  },
  finishReasons: {
    name: 'llm_otel.finish_reasons',
    unit: '{choice}',
    description: 'Choices of inference calls, by why they ended',
  },
  feedback: {
    name: 'llm_otel.feedback',
    unit: '{feedback}',
    description: 'Feedback of users and results of evaluations',
  },
  evaluationScore: {
    name: 'llm_otel.evaluation.score',
    unit: '1',
    description: 'Scores of feedback and evaluations',
    buckets: SCORES,
  },
  guardrail: {
    name: 'llm_otel.guardrail',
    unit: '{decision}',
    description: 'Decisions of guardrails',
  },
  retrievals: {
    name: 'llm_otel.retrievals',
    unit: '{retrieval}',
    description: 'Retrievals that ended, by whether they found anything',
  },
  retrievalScore: {
    name: 'llm_otel.retrieval.best_score',
    unit: '1',
    description: 'The highest score among the documents of one retrieval',
    buckets: SCORES,
  },
  attempts: {
    name: 'llm_otel.attempts',
    unit: '{attempt}',
    description: 'Attempts of tools and model runs beyond the first',
  },
} satisfies Record<string, MetricDefinition>;

/** Units whose values are no whole numbers. */
const FRACTIONAL: ReadonlySet<string> = new Set(['s', '{USD}', '1']);

/** Whether the values of `metric` are whole numbers. */
export function isWhole({ unit }: MetricDefinition): boolean {
  return !FRACTIONAL.has(unit);
}
