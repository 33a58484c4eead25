// Spans and metrics of the Model Context Protocol: the same in both versions.
import type { MetricDefinition, Requirements, SpanDefinition } from '../../registry/definition.ts';
import {
  conditional,
  IF_ADDRESS,
  IF_AVAILABLE,
  IF_FAILED,
  named,
  optIn,
  recommendedIf,
  required,
} from '../../registry/words.ts';

const common: Requirements = {
  ...required('mcp.method.name'),
  ...conditional(IF_AVAILABLE, 'gen_ai.tool.name', 'gen_ai.prompt.name', 'mcp.resource.uri'),
  ...conditional(IF_AVAILABLE, 'jsonrpc.request.id', 'rpc.response.status_code'),
  ...conditional(IF_FAILED, 'error.type'),
  ...recommendedIf(
    IF_AVAILABLE,
    'gen_ai.operation.name',
    'mcp.session.id',
    'mcp.protocol.version',
    'network.transport',
    'network.protocol.name',
    'network.protocol.version',
    'jsonrpc.protocol.version',
  ),
  ...optIn('gen_ai.tool.call.arguments', 'gen_ai.tool.call.result', 'gen_ai.prompt.variable'),
};
const toServer: Requirements = {
  ...recommendedIf(IF_AVAILABLE, 'server.address'),
  ...conditional(IF_ADDRESS, 'server.port'),
};
const recognisedBy = { attribute: 'mcp.method.name' };
const names = named('mcp.method.name', 'gen_ai.tool.name', 'gen_ai.prompt.name');

/** What a call over MCP adds to an open span of its tool. */
export const mcpOnTools: Requirements = {
  ...optIn('mcp.method.name', 'mcp.session.id', 'mcp.protocol.version'),
  ...optIn('network.transport', 'network.protocol.name', 'network.protocol.version'),
  ...optIn('jsonrpc.request.id', 'jsonrpc.protocol.version', 'rpc.response.status_code'),
};

/** The spans of both ends. */
export const mcpSpans: readonly SpanDefinition[] = [
  {
    id: 'mcp.client',
    recognisedBy,
    kinds: ['client'],
    names,
    attributes: { ...common, ...toServer },
  },
  {
    id: 'mcp.server',
    recognisedBy,
    kinds: ['server'],
    names,
    attributes: { ...common, ...recommendedIf(IF_AVAILABLE, 'client.address', 'client.port') },
  },
];

const BUCKETS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300];
const duration = (attributes: Requirements): MetricDefinition => ({
  instrument: 'histogram',
  unit: 's',
  buckets: BUCKETS,
  attributes,
});
const operation: Requirements = {
  ...required('mcp.method.name'),
  ...conditional(IF_AVAILABLE, 'gen_ai.tool.name', 'gen_ai.prompt.name'),
  ...conditional(IF_FAILED, 'error.type'),
  ...conditional(IF_AVAILABLE, 'rpc.response.status_code'),
  ...recommendedIf(
    IF_AVAILABLE,
    'gen_ai.operation.name',
    'mcp.protocol.version',
    'network.transport',
    'network.protocol.name',
    'network.protocol.version',
    'jsonrpc.protocol.version',
  ),
  ...optIn('mcp.resource.uri'),
};
const session: Requirements = {
  ...conditional(IF_FAILED, 'error.type'),
  ...recommendedIf(
    IF_AVAILABLE,
    'mcp.protocol.version',
    'network.protocol.name',
    'jsonrpc.protocol.version',
  ),
};

/** Their metrics. */
export const mcpMetrics: Readonly<Record<string, MetricDefinition>> = {
  'mcp.client.operation.duration': duration({ ...operation, ...toServer }),
  'mcp.server.operation.duration': duration(operation),
  'mcp.client.session.duration': duration({ ...session, ...toServer }),
  'mcp.server.session.duration': duration(session),
};
