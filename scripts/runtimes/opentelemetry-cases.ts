// The OpenTelemetry versions an application may have: our pipeline has its own parts and uses the application's copy
// of the API, through which the application's own provider is found, too.

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
  },
];

const SPANS = ['llm.call', 'llm.call', 'llm.call', 'llm.call'];
/** Two metrics: one of the inferences, one of the embeddings. */
const METRICS = ['gen_ai.client.embeddings.duration', 'gen_ai.client.inference.duration'];

export function openTelemetryCases(mock: MockLlm): RuntimeCase[] {
  return lines.flatMap(({ name, api, dependencies, logsApi, sdkNode }) =>
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
          run: () => sends(mock, node, dependencies, withLogRecord(logsApi), ['ran']),
        },
        {
          name: row(`sends spans, metrics and events beside API ${api} alone`),
          run: () => sends(mock, node, onlyApi, withLogRecord(undefined), []),
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
  /** Bodies of the application's own log records. */
  ownLogs: readonly unknown[],
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
    expectSame('what has arrived', arrived, {
      spans: SPANS,
      metrics: METRICS,
      events: EVENTS,
      logs: ownLogs,
      messages: 'object',
    });
    const onEvents = logs
      .filter(isEvent)
      .map(({ attributes }) => attributes['gen_ai.input.messages']);
    expectSame(
      'messages on events',
      onEvents.every((messages) => Array.isArray(messages)),
      true,
    );
  };
  await compareWithSink(mock, node, dependencies, program, check, CAPTURE);
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
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const sink = await startOtlpSink();
  try {
    const env = { ...collectorVariables(sink), ...more };
    await compare(mock, { node, dependencies, program, env }, { stderr: [] }, (withUs) => {
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
