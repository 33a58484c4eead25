// The metrics of v1.41, for clients and for model servers.
import type { MetricDefinition, Requirements } from '../../registry/definition.ts';
import {
  conditional,
  IF_ADDRESS,
  IF_AVAILABLE,
  IF_FAILED,
  recommended,
  recommendedIf,
  required,
} from '../../registry/words.ts';
import { mcpMetrics } from './mcp.ts';

/** Boundaries in seconds. */
export const SECONDS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];
/** Boundaries in tokens. */
export const TOKENS = [
  1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
];

/** On every metric of a model call. */
export const ofModelCall: Requirements = {
  ...required('gen_ai.operation.name', 'gen_ai.provider.name'),
  ...conditional(IF_AVAILABLE, 'gen_ai.request.model'),
  ...conditional(IF_ADDRESS, 'server.port'),
  ...recommendedIf({ text: 'if a response came' }, 'gen_ai.response.model'),
  ...recommended('server.address'),
};
export const withError: Requirements = {
  ...ofModelCall,
  ...conditional(IF_FAILED, 'error.type'),
};
/** OpenAI extras of durations and tokens. */
export const openai = recommendedIf(
  IF_AVAILABLE,
  'openai.response.service_tier',
  'openai.response.system_fingerprint',
);

/** A histogram. */
export const histogram = (
  unit: string,
  buckets: readonly number[],
  attributes: Requirements,
): MetricDefinition => ({ instrument: 'histogram', unit, buckets, attributes });

/** Metrics of model servers. */
const ofServers: Readonly<Record<string, MetricDefinition>> = {
  'gen_ai.server.request.duration': histogram('s', SECONDS, withError),
  'gen_ai.server.time_per_output_token': histogram(
    's',
    [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5],
    ofModelCall,
  ),
  'gen_ai.server.time_to_first_token': histogram(
    's',
    [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    ofModelCall,
  ),
};

/** All metrics of v1.41. */
export const metrics: Readonly<Record<string, MetricDefinition>> = {
  'gen_ai.client.operation.duration': histogram('s', SECONDS, { ...withError, ...openai }),
  'gen_ai.client.token.usage': histogram('{token}', TOKENS, {
    ...ofModelCall,
    ...required('gen_ai.token.type'),
    ...openai,
  }),
  'gen_ai.client.operation.time_to_first_chunk': histogram('s', SECONDS, ofModelCall),
  'gen_ai.client.operation.time_per_output_chunk': histogram('s', SECONDS, ofModelCall),
  ...ofServers,
  ...mcpMetrics,
};
