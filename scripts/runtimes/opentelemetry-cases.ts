// The OpenTelemetry versions an application may have: our pipeline uses its packages, and
// its own provider is found through its copy of the API.

import { type LogRecord, type MockLlm, type OtlpSink, startOtlpSink } from '@llm-otel/testkit';
import type { Dependencies } from './application.ts';
import { CALL_RECORDS_LINE, compare, expectSame, recordedCalls } from './comparison.ts';
import {
  CALLS,
  ownProvider,
  ownProviderPackages,
  type Program,
  withLogRecord,
  withSdkNode,
} from './program-shapes.ts';
import { OPENAI_VERSIONS, type RuntimeCase } from './runtime-case.ts';

const NODES = ['22.15.0', '24.21.0'];
const [openai] = OPENAI_VERSIONS;

const parts = (stable: string, experimental: string, logs: string): Dependencies => ({
  '@opentelemetry/context-async-hooks': stable,
  '@opentelemetry/core': stable,
  '@opentelemetry/exporter-logs-otlp-http': experimental,
  '@opentelemetry/exporter-metrics-otlp-http': experimental,
  '@opentelemetry/exporter-trace-otlp-http': experimental,
  '@opentelemetry/resources': stable,
  '@opentelemetry/sdk-logs': logs,
  '@opentelemetry/sdk-metrics': stable,
  '@opentelemetry/sdk-trace': stable,
});

interface Line {
  readonly name: string;
  readonly api: string;
  readonly dependencies: Dependencies;
  /** The application's Logs API package. */
  readonly logsApi: string;
  readonly sdkNode: string;
  /** The format of messages on a span: structured, or JSON. */
  readonly messages: 'object' | 'string';
  /** Expected data and messages if npm installs our newest parts beside this API. */
  readonly besideApi: Sent;
}

/** Data at a collector besides spans and metrics. */
interface Sent {
  readonly events: readonly string[];
  /** Bodies of the application's own log records. */
  readonly logs: readonly unknown[];
  readonly messages: 'object' | 'string';
  readonly stderr: readonly RegExp[];
}

const CAPTURE = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };
/** One for each inference. */
const EVENTS = Array.from({ length: 3 }, () => 'gen_ai.client.inference.operation.details');

const lines: readonly Line[] = [
  {
    name: '2.12',
    api: '1.9.1',
    dependencies: {
      openai,
      '@opentelemetry/api': '1.9.1',
      '@opentelemetry/api-logs': '0.223.0',
      ...parts('2.12.0', '0.223.0', '0.223.0'),
    },
    logsApi: '@opentelemetry/api-logs',
    sdkNode: '0.223.0',
    messages: 'string',
    besideApi: {
      events: [],
      logs: [],
      messages: 'object',
      stderr: [/^llm-otel: logs are not sent: .*needs @opentelemetry\/api 1\.10/],
    },
  },
  {
    name: '3.1',
    api: '1.10.0',
    dependencies: {
      openai,
      '@opentelemetry/api': '1.10.0',
      ...parts('3.1.0', '0.301.0', '3.1.0'),
    },
    logsApi: '@opentelemetry/api',
    sdkNode: '0.301.0',
    messages: 'object',
    besideApi: { events: EVENTS, logs: [], messages: 'object', stderr: [] },
  },
];

const SPANS = ['llm.call', 'llm.call', 'llm.call', 'llm.call'];
/** Two metrics: one of the inferences, one of the embeddings. */
const METRICS = ['gen_ai.client.embeddings.duration', 'gen_ai.client.inference.duration'];

export function openTelemetryCases(mock: MockLlm): RuntimeCase[] {
  return lines.flatMap(({ name, api, dependencies, logsApi, sdkNode, messages, besideApi }) =>
    NODES.flatMap((node): RuntimeCase[] => {
      const row = (what: string): string => `node ${node} OpenTelemetry ${name} ${what}`;
      const onlyApi = { openai, '@opentelemetry/api': api };
      return [
        {
          name: row('alone writes call records'),
          run: async () => {
            await compare(
              mock,
              { node, dependencies, program: withLogRecord(logsApi) },
              { stderr: [CALL_RECORDS_LINE] },
              (withUs) => expectSame('call records', recordedCalls(withUs), CALLS),
            );
          },
        },
        {
          name: row('sends spans, metrics, logs and events'),
          run: () =>
            sends(mock, node, dependencies, withLogRecord(logsApi), {
              events: EVENTS,
              logs: ['ran'],
              messages,
              stderr: [],
            }),
        },
        {
          // npm chooses the other parts; the application's API is fixed.
          name: row(`as npm chooses it beside API ${api} sends spans and metrics`),
          run: () => sends(mock, node, onlyApi, withLogRecord(undefined), besideApi),
        },
        {
          name: row('feeds the provider of the application'),
          run: () => feeds(mock, node, only(dependencies, ownProviderPackages), ownProvider),
        },
        {
          name: row('feeds the NodeSDK of the application'),
          run: () =>
            feeds(mock, node, { ...onlyApi, '@opentelemetry/sdk-node': sdkNode }, withSdkNode),
        },
      ];
    }),
  );
}

/** Our pipeline sends everything to a collector and writes no file. */
async function sends(
  mock: MockLlm,
  node: string,
  dependencies: Dependencies,
  program: Program,
  { stderr, ...sent }: Sent,
): Promise<void> {
  const check = (sink: OtlpSink): void => {
    const spans = sink.traces();
    const metrics = METRICS.filter((metric) => sink.metrics().some(({ name }) => name === metric));
    const isEvent = ({ eventName }: LogRecord): boolean => eventName !== '';
    const logs = sink.logs();
    const arrived = {
      spans: spans.map(({ name }) => name),
      metrics,
      events: logs.filter(isEvent).map(({ eventName }) => eventName),
      logs: logs.filter((record) => !isEvent(record)).map(({ body }) => body),
      messages: typeof spans[0]?.attributes['gen_ai.input.messages'],
    };
    expectSame('what has arrived', arrived, { spans: SPANS, metrics: METRICS, ...sent });
    const onEvents = logs
      .filter(isEvent)
      .map(({ attributes }) => attributes['gen_ai.input.messages']);
    expectSame(
      'messages on events',
      onEvents.every((messages) => Array.isArray(messages)),
      true,
    );
  };
  await compareWithSink(mock, node, dependencies, program, check, { stderr, env: CAPTURE });
}

/** The application's SDK gets our spans below its own, once; our SDK is not started. */
async function feeds(
  mock: MockLlm,
  node: string,
  dependencies: Dependencies,
  program: Program,
): Promise<void> {
  await compareWithSink(mock, node, dependencies, program, (sink) => {
    const spans = sink.traces();
    const childrenOf = (parent: string): string[] =>
      spans.filter(({ parentSpanId }) => parentSpanId === parent).map(({ name }) => name);
    const trees = spans
      .filter(({ parentSpanId }) => parentSpanId === undefined)
      .map(({ name, spanId }) => [name, childrenOf(spanId)]);
    // The first is the application's, run without us.
    expectSame('traces', trees, [
      ['question', []],
      ['question', SPANS],
    ]);
  });
}

/** Everything goes to a collector, and no call record to a file. */
async function compareWithSink(
  mock: MockLlm,
  node: string,
  dependencies: Dependencies,
  program: Program,
  check: (sink: OtlpSink) => void,
  more: { readonly stderr: readonly RegExp[]; readonly env: Readonly<Record<string, string>> } = {
    stderr: [],
    env: {},
  },
): Promise<void> {
  const sink = await startOtlpSink();
  const { stderr } = more;
  try {
    const env = { ...collectorVariables(sink), ...more.env };
    await compare(mock, { node, dependencies, program, env }, { stderr }, (withUs) => {
      expectSame('call records', recordedCalls(withUs), []);
      check(sink);
    });
  } finally {
    await sink.close();
  }
}

function collectorVariables(sink: OtlpSink): Record<string, string> {
  return { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
}

function only(dependencies: Dependencies, names: readonly string[]): Dependencies {
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => names.includes(name)));
}
