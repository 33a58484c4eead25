// The standard output of a server over stdio is the wire: nothing of ours is ever on it.

import { startScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { mcpProgram, VARIANTS } from './kit.ts';

const message = (id: number, method: string, params: object): string =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;

const INPUT = [
  message(0, 'initialize', {
    protocolVersion: '2025-03-26',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  }),
  message(1, 'tools/call', { name: 'fails', arguments: {} }),
  message(2, 'tools/call', { name: 'throws', arguments: {} }),
  message(3, 'acme/none', {}),
].join('');

it.each([
  [
    'with the doctor, content and problems in the settings',
    {
      LLM_OTEL_DOCTOR: '1',
      LLM_OTEL_SPAN_NAMES: 'wrong',
      OTEL_LOG_LEVEL: 'all',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_and_event',
    },
  ],
  ['with a collector that does not answer', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' }],
  [
    'with the console as exporter',
    {
      OTEL_TRACES_EXPORTER: 'console',
      OTEL_LOGS_EXPORTER: 'console',
      OTEL_METRICS_EXPORTER: 'console',
    },
  ],
])('has the bare answers alone %s', async (_what, env) => {
  const run = (isTraced: boolean, variables: Readonly<Record<string, string>>) => {
    const { files, env: own, nodeArguments } = mcpProgram(VARIANTS[0]!, 'stdio', '', { isTraced });
    return startScenario({
      format: 'cjs',
      source: `require('./server.cjs'); process.stdin.on('end', () => {});`,
      ...(files !== undefined && { files }),
      ...(nodeArguments !== undefined && { nodeArguments }),
      env: { ...own, ...variables },
      stdin: INPUT,
    }).finished;
  };
  const [bare, traced] = await Promise.all([run(false, {}), run(true, env)]);
  expect(bare.stdout.trim().split('\n')).toHaveLength(4);
  expect(traced.stdout).toBe(bare.stdout);
  expect(traced.exitCode).toBe(bare.exitCode);
});
