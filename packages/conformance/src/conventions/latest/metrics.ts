// What `latest` (October 2026) changes in the metrics of v1.41, and the ones it adds.
import type { MetricDefinition, Requirements } from '../../registry/definition.ts';
import {
  conditional,
  IF_AVAILABLE,
  IF_FAILED,
  recommendedIf,
  required,
  without,
} from '../../registry/words.ts';
import {
  histogram,
  metrics as before,
  ofModelCall,
  openai,
  SECONDS,
  TOKENS,
  withError,
} from '../v1-41/metrics.ts';

const tokens: MetricDefinition = {
  instrument: 'counter',
  unit: '{token}',
  attributes: { ...ofModelCall, ...required('gen_ai.token.modality'), ...openai },
};
const tokensOfOne = histogram('{token}', TOKENS, { ...withError, ...openai });

const ofInference: Readonly<Record<string, MetricDefinition>> = {
  'gen_ai.client.inference.duration': histogram('s', SECONDS, { ...withError, ...openai }),
  'gen_ai.client.inference.time_to_first_chunk': histogram('s', SECONDS, ofModelCall),
  'gen_ai.client.inference.time_per_output_chunk': histogram('s', SECONDS, ofModelCall),
  'gen_ai.client.inference.usage.input_tokens': tokens,
  'gen_ai.client.inference.usage.output_tokens': tokens,
  'gen_ai.client.inference.usage.cache_read.input_tokens': tokens,
  'gen_ai.client.inference.usage.cache_write.input_tokens': tokens,
  'gen_ai.client.inference.usage.reasoning.output_tokens': tokens,
  'gen_ai.client.inference.operation.input_tokens': tokensOfOne,
  'gen_ai.client.inference.operation.output_tokens': tokensOfOne,
};

const unconfirmed = 'from the draft that splits embeddings off';
const ofEmbeddings: Readonly<Record<string, MetricDefinition>> = {
  'gen_ai.client.embeddings.duration': { ...histogram('s', SECONDS, withError), unconfirmed },
  'gen_ai.client.embeddings.operation.input_tokens': {
    ...histogram('{token}', TOKENS, withError),
    unconfirmed,
  },
};

const INFERENCE_DURATION = 'gen_ai.client.inference.duration';
const ofOtherOperations: MetricDefinition = {
  ...histogram('s', SECONDS, {
    ...without(withError, 'gen_ai.provider.name'),
    ...conditional(IF_AVAILABLE, 'gen_ai.provider.name'),
  }),
  notFor: {
    chat: INFERENCE_DURATION,
    generate_content: INFERENCE_DURATION,
    text_completion: INFERENCE_DURATION,
  },
};

const CALLS = [1, 2, 4, 8, 16, 32, 64, 128];
const failed = conditional(IF_FAILED, 'error.type');
const ofAgent = recommendedIf(IF_AVAILABLE, 'gen_ai.agent.name');
const agentOf: Requirements = { ...failed, ...conditional(IF_AVAILABLE, 'gen_ai.agent.name') };
const inProcess: Readonly<Record<string, MetricDefinition>> = {
  'gen_ai.invoke_workflow.duration': histogram(
    's',
    [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200],
    { ...failed, ...conditional(IF_AVAILABLE, 'gen_ai.workflow.name') },
  ),
  'gen_ai.invoke_agent.duration': histogram(
    's',
    [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6],
    { ...agentOf, ...recommendedIf(IF_AVAILABLE, 'gen_ai.request.model') },
  ),
  'gen_ai.invoke_agent.inference_calls': histogram('{inference_call}', CALLS, ofAgent),
  'gen_ai.invoke_agent.tool_calls': histogram('{tool_call}', CALLS, ofAgent),
  'gen_ai.execute_tool.duration': histogram('s', SECONDS, {
    ...agentOf,
    ...required('gen_ai.tool.name'),
    ...recommendedIf(IF_AVAILABLE, 'gen_ai.tool.type'),
  }),
};

const gone = (name: string, replacement: string): Record<string, MetricDefinition> => ({
  [name]: { ...before[name]!, deprecated: `use ${replacement}` },
});

/** All metrics of `latest`. */
export const metrics: Readonly<Record<string, MetricDefinition>> = {
  ...before,
  ...ofInference,
  ...ofEmbeddings,
  'gen_ai.client.operation.duration': ofOtherOperations,
  ...inProcess,
  ...gone(
    'gen_ai.client.token.usage',
    'the counters gen_ai.client.inference.usage.* and the histograms gen_ai.client.inference.operation.*',
  ),
  ...gone(
    'gen_ai.client.operation.time_to_first_chunk',
    'gen_ai.client.inference.time_to_first_chunk',
  ),
  ...gone(
    'gen_ai.client.operation.time_per_output_chunk',
    'gen_ai.client.inference.time_per_output_chunk',
  ),
};
