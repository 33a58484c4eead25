// Metrics of messages and sessions, as the conventions have them.

import { runScenario, startOtlpSink, type MetricRecord, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mcpProgram, TRANSPORTS, VARIANTS } from './kit.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

async function metricsOf(
  transport: (typeof TRANSPORTS)[number],
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly MetricRecord[]> {
  const result = await runScenario(
    mcpProgram(VARIANTS[0]!, transport, source, {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env },
    }),
  );
  expect(result).toMatchObject({ exitCode: 0 });
  return sink.metrics();
}

const pointsOf = (metrics: readonly MetricRecord[], name: string): object[] =>
  metrics
    .filter((metric) => metric.name === name)
    .flatMap(({ points }) => points)
    .map(({ attributes, count }) => ({ ...attributes, count }));

const CALLS = `const end = await connect();
  for (const tool of ['echo', 'echo', 'fails', 'throws']) await call(tool, {}).catch(() => {});
  await client.getPrompt({ name: 'hello', arguments: { who: 'x' } }); await end();`;

describe('mcp.client.operation.duration and mcp.server.operation.duration', () => {
  it.each(['latest', '1.41'])('have a point for each combination, in %s', async (semconv) => {
    const metrics = await metricsOf('http', CALLS, { LLM_OTEL_SEMCONV: semconv });
    const client = pointsOf(metrics, 'mcp.client.operation.duration');
    const server = pointsOf(metrics, 'mcp.server.operation.duration');
    const common = {
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      'mcp.protocol.version': expect.any(String),
      'network.transport': 'tcp',
      'network.protocol.name': 'http',
      'llm_otel.mcp.server.name': 'weather',
    };
    const address = { 'server.address': '127.0.0.1', 'server.port': expect.any(Number) };
    const echo = { ...common, 'gen_ai.tool.name': 'echo', count: 2 };
    const fails = { ...common, 'gen_ai.tool.name': 'fails', 'error.type': 'tool_error', count: 1 };
    const throws = {
      ...common,
      'gen_ai.tool.name': 'throws',
      'error.type': '-32603',
      'rpc.response.status_code': '-32603',
      count: 1,
    };
    for (const point of [echo, fails, throws]) {
      expect(server).toContainEqual(point);
      expect(client).toContainEqual({ ...point, ...address });
    }
    expect(server).toContainEqual(
      expect.objectContaining({ 'mcp.method.name': 'prompts/get', 'gen_ai.prompt.name': 'hello' }),
    );
    expect(JSON.stringify([client, server])).not.toContain('session-1');
    const [histogram] = metrics.filter(({ name }) => name === 'mcp.client.operation.duration');
    expect(histogram).toMatchObject({ unit: 's', type: 'histogram' });
    expect(histogram!.points[0]!.explicitBounds).toEqual([
      0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300,
    ]);
  });

  it('count a call that has no span of its own', async () => {
    const metrics = await metricsOf(
      'memory',
      `await connect(); await require('llm-otel').tool('echo', () => call('echo', {}));`,
    );
    const found = pointsOf(metrics, 'mcp.client.operation.duration');
    expect(found).toContainEqual(expect.objectContaining({ 'gen_ai.tool.name': 'echo', count: 1 }));
    expect(pointsOf(metrics, 'gen_ai.execute_tool.duration')).toMatchObject([{ count: 1 }]);
  });
});

describe('mcp.client.session.duration and mcp.server.session.duration', () => {
  it.each(TRANSPORTS)('measure a session over %s', async (transport) => {
    const metrics = await metricsOf(
      transport,
      `const end = await connect(); await client.ping(); await end();`,
    );
    const client = pointsOf(metrics, 'mcp.client.session.duration');
    expect(client).toMatchObject([
      {
        'mcp.protocol.version': expect.any(String),
        'llm_otel.mcp.server.name': 'weather',
        count: 1,
      },
    ]);
    expect(client[0]).not.toHaveProperty('error.type');
  });

  it('have an error if the server ends the session', async () => {
    const metrics = await metricsOf(
      'stdio',
      `await connect(); await call('dies', {}).catch(() => {});`,
    );
    expect(pointsOf(metrics, 'mcp.client.session.duration')).toMatchObject([
      { 'error.type': '-32000', count: 1 },
    ]);
  });

  it('are measured by the server, too', async () => {
    const metrics = await metricsOf('memory', `const end = await connect(); await end();`);
    expect(pointsOf(metrics, 'mcp.server.session.duration')).toMatchObject([
      { 'mcp.protocol.version': expect.any(String), 'llm_otel.mcp.server.name': 'weather' },
    ]);
  });
});
