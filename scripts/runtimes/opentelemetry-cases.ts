// The lines of OpenTelemetry that an application may have: our pipeline is built of its parts, and
// its own provider is found through its copy of the API.

import { type MockLlm, type OtlpSink, startOtlpSink } from '@llm-otel/testkit';
import type { Dependencies } from './application.ts';
import { CALL_RECORDS_LINE, compare, expectSame, recordedCalls } from './comparison.ts';
import { CALLS, ownProvider, type Program, withLogRecord, withSdkNode } from './program-shapes.ts';
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
  /** Where an application finds the Logs API. */
  readonly logsApi: string;
  readonly sdkNode: string;
}

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

/** What has arrived at the sink, in words that can be compared. */
interface Arrived {
  readonly spans: readonly string[];
  readonly metrics: readonly string[];
  readonly logs: readonly unknown[];
}

const SPANS = ['llm.call', 'llm.call', 'llm.call', 'llm.call'];
/** Two of all metrics: one of the inferences, one of the embeddings. */
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
          name: row('sends spans, metrics and logs'),
          run: () => sends(mock, node, dependencies, withLogRecord(logsApi), ['ran']),
        },
        {
          // npm chooses the other parts, whichever API the application holds on to.
          name: row(`with nothing but API ${api} in the application sends spans and metrics`),
          run: () => sends(mock, node, onlyApi, withLogRecord(undefined), []),
        },
        {
          name: row('feeds the provider of the application'),
          run: () => feeds(mock, node, dependencies, ownProvider),
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

/** Our own pipeline sends everything to a collector and writes no file. */
async function sends(
  mock: MockLlm,
  node: string,
  dependencies: Dependencies,
  program: Program,
  logs: readonly unknown[],
): Promise<void> {
  const arrived = await withSink(async (sink) => {
    await compare(
      mock,
      { node, dependencies, program, env: collectorVariables(sink) },
      { stderr: [] },
      (withUs) => expectSame('call records', recordedCalls(withUs), []),
    );
  });
  expectSame('what has arrived at the collector', arrived, {
    spans: SPANS,
    metrics: METRICS,
    logs,
  });
}

/** The application's SDK gets our spans below its own, once, and ours is not started. */
async function feeds(
  mock: MockLlm,
  node: string,
  dependencies: Dependencies,
  program: Program,
): Promise<void> {
  const arrived = await withSink(async (sink) => {
    await compare(
      mock,
      { node, dependencies, program, env: collectorVariables(sink) },
      { stderr: [] },
      (withUs) => {
        expectSame('call records', recordedCalls(withUs), []);
        // Both runs have sent the span of the application.
        const roots = sink.traces().filter(({ parentSpanId }) => parentSpanId === undefined);
        expectSame(
          'root spans',
          roots.map((span) => span.name),
          ['question', 'question'],
        );
      },
    );
  });
  expectSame('spans', arrived.spans, [...SPANS, 'question', 'question']);
}

async function withSink(run: (sink: OtlpSink) => Promise<void>): Promise<Arrived> {
  const sink = await startOtlpSink();
  try {
    await run(sink);
    return {
      spans: sink
        .traces()
        .map(({ name }) => name)
        .toSorted(),
      metrics: METRICS.filter((metric) => sink.metrics().some(({ name }) => name === metric)),
      logs: sink.logs().map(({ body }) => body),
    };
  } finally {
    await sink.close();
  }
}

function collectorVariables(sink: OtlpSink): Record<string, string> {
  return { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
}
