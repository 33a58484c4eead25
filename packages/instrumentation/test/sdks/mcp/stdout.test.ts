// The standard output of a server over stdio is the wire: nothing of ours is ever on it.

import { startScenario, type ScenarioResult } from '@llm-otel/testkit';
import { createRequire } from 'node:module';
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

/** Every exporter for the console that a configuration file can name. */
const CONFIG = `file_format: '1.0'
log_level: debug
tracer_provider:
  processors:
    - simple: { exporter: { console: {} } }
    - batch: { exporter: { console: {} } }
meter_provider:
  readers:
    - periodic: { interval: 100, timeout: 100, exporter: { console: {} } }
logger_provider:
  processors:
    - simple: { exporter: { console: {} } }
`;
const CONSOLE = {
  OTEL_TRACES_EXPORTER: 'console',
  OTEL_LOGS_EXPORTER: 'console',
  OTEL_METRICS_EXPORTER: 'console',
};
const LEFT_OUT = /^llm-otel: the exporter "console" is left out of OTEL_TRACES_EXPORTER, .*wire/gm;
const QUIET = /^llm-otel: the exporter "console" writes nothing: .*wire of a protocol$/gm;

/** A server, and what its program does before it starts. */
function serve(
  isTraced: boolean,
  { before = '', ...variables }: Readonly<Record<string, string>>,
): Promise<ScenarioResult> {
  const { files, env: own, nodeArguments } = mcpProgram(VARIANTS[0]!, 'stdio', '', { isTraced });
  return startScenario({
    format: 'cjs',
    source: `(async () => { ${before} require('./server.cjs'); })(); process.stdin.on('end', () => {});`,
    files: { ...files, 'otel.yaml': CONFIG },
    ...(nodeArguments !== undefined && { nodeArguments }),
    env: { ...own, ...variables },
    stdin: INPUT,
  }).finished;
}

/** An operation of the program itself: everything starts with it, before the standard output is a wire. */
const EARLIER = `const { tool } = require('llm-otel'); await tool('early', async () => 1);`;

it.each<[string, Readonly<Record<string, string>>, readonly RegExp[]]>([
  [
    'with the doctor, content and problems in the settings',
    {
      LLM_OTEL_DOCTOR: '1',
      LLM_OTEL_SPAN_NAMES: 'wrong',
      OTEL_LOG_LEVEL: 'all',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_and_event',
    },
    [],
  ],
  [
    'with a collector that does not answer',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' },
    [],
  ],
  ['with the console as exporter', CONSOLE, [LEFT_OUT]],
  ['with the console in a configuration file', { OTEL_CONFIG_FILE: './otel.yaml' }, [QUIET]],
  [
    'with the console as exporter, started before the server',
    { ...CONSOLE, before: EARLIER },
    [QUIET],
  ],
  [
    'with a configuration file, started before the server',
    { OTEL_CONFIG_FILE: './otel.yaml', before: EARLIER },
    [QUIET],
  ],
])('has the bare answers alone %s', async (_what, env, said) => {
  const [bare, traced] = await Promise.all([serve(false, {}), serve(true, env)]);
  expect(bare.stdout.trim().split('\n')).toHaveLength(4);
  // What has ended before is written before.
  const at = env['before'] === undefined ? 0 : traced.stdout.indexOf('{"');
  expect(traced.stdout.slice(at)).toBe(bare.stdout);
  expect(traced.exitCode).toBe(bare.exitCode);
  const lines = [LEFT_OUT, QUIET].filter((line) => traced.stderr.match(line)?.length === 1);
  expect(lines).toEqual(said);
});

it('has what an exporter of the application itself writes there', async () => {
  const own = `
    const { NodeSDK } = require(process.env.SDK);
    const { ConsoleSpanExporter, SimpleSpanProcessor } = require(process.env.SDK_TRACE);
    const spanProcessors = [new SimpleSpanProcessor({ exporter: new ConsoleSpanExporter() })];
    new NodeSDK({ instrumentations: [], spanProcessors, metricReaders: [], logRecordProcessors: [] }).start();`;
  const { resolve } = createRequire(import.meta.url);
  const SDK = resolve('@opentelemetry/sdk-node');
  const SDK_TRACE = resolve('@opentelemetry/sdk-trace');
  const traced = await serve(true, { before: own, SDK, SDK_TRACE });
  expect(traced.stdout).toContain("name: 'tools/call fails'");
});

it('is not a wire for a client: the console exporters of a configuration file write there', async () => {
  const { files, env, nodeArguments, source } = mcpProgram(
    VARIANTS[0]!,
    'memory',
    `const end = await connect(); await call('echo', {}); await end();`,
  );
  const { stdout } = await startScenario({
    format: 'cjs',
    source,
    files: { ...files, 'otel.yaml': CONFIG },
    ...(nodeArguments !== undefined && { nodeArguments }),
    env: { ...env, OTEL_CONFIG_FILE: './otel.yaml' },
  }).finished;
  expect(stdout).toContain("name: 'tools/call echo'");
});
