// Between an application's first call and the first byte of its request we load no module and read no file, and
// until it has the answer we load none: what a call needs is loaded with its SDK.

import { describe, expect, it } from 'vitest';
import {
  besides,
  isLoading,
  OWN_PROVIDER,
  useFirstCalls,
  type Call,
  type Way,
} from '../support/first-call.ts';
import { selfSigned } from '../support/self-signed.ts';

const { mock, sink, run, runBare } = useFirstCalls();

const CONFIG_FILE = (url: string): string => `file_format: '1.0'
tracer_provider:
  processors:
    - batch: { exporter: { otlp_http: { endpoint: '${url}/v1/traces', encoding: json } } }
`;
const toSink = (more: Record<string, string> = {}): (() => Record<string, string>) => {
  return () => ({ OTEL_EXPORTER_OTLP_ENDPOINT: sink().url, ...more });
};

/** All eight calls. */
const CALLS: readonly Call[] = (['openai', 'anthropic'] as const).flatMap((sdk) =>
  (['cjs', 'esm'] as const).flatMap((format) =>
    [false, true].map((isStream) => ({ sdk, format, isStream })),
  ),
);
/** Four of them with every pair of choices. */
const PAIRS = CALLS.filter(
  ({ sdk, format, isStream }) => (sdk === 'openai') === ((format === 'esm') === isStream),
);

const WAYS: Readonly<Record<string, Way & { readonly calls?: readonly Call[] }>> = {
  'the call log': { calls: CALLS },
  'OTLP over HTTP': { env: toSink({ LLM_OTEL_LOG_DIR: './llm_logs' }), calls: CALLS },
  'OTLP with certificates': {
    env: toSink({
      OTEL_EXPORTER_OTLP_CERTIFICATE: 'ca.pem',
      OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE: 'client.pem',
    }),
    files: () => ({ 'ca.pem': selfSigned.cert, 'client.pem': selfSigned.cert }),
  },
  'variables that the program sets': {
    afterImport: 'process.env.OTEL_EXPORTER_OTLP_ENDPOINT = process.env.LATE;',
    env: () => ({ LATE: sink().url, OTEL_RESOURCE_ATTRIBUTES: 'a=b' }),
  },
  'OTLP over gRPC': { env: toSink({ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }) },
  'OTLP over gRPC and detectors of choice': {
    env: toSink({
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_NODE_RESOURCE_DETECTORS: 'env,host',
    }),
  },
  OTEL_CONFIG_FILE: {
    env: () => ({ OTEL_CONFIG_FILE: 'otel.yaml' }),
    files: () => ({ 'otel.yaml': CONFIG_FILE(sink().url) }),
    // Its SDK reads it when it starts.
    reads: 'otel.yaml',
  },
  "the application's own provider": { beforeImport: `${OWN_PROVIDER} register();` },
  "the application's own provider after the SDK": {
    env: toSink(),
    beforeImport: OWN_PROVIDER,
    afterImport: 'register();',
  },
  'recorded content': {
    env: toSink({
      LLM_OTEL_LOG_DIR: './llm_logs',
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_and_event',
      LLM_OTEL_REDACT_PATTERNS: '["EMP-[0-9]{6}"]',
      LLM_OTEL_PHONE_REGIONS: 'DE',
    }),
  },
  uploads: {
    env: toSink({
      OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK: 'upload',
      OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: './uploads',
    }),
  },
  'uploads to S3': {
    env: toSink({
      OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK: 'upload',
      OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: 's3://bucket/prefix',
    }),
  },
  'prices of its own': {
    env: toSink({ LLM_OTEL_LOG_DIR: './llm_logs', LLM_OTEL_PRICES: 'prices.json' }),
    files: () => ({ 'prices.json': '{"prices": [{"model": "m", "input_per_million": 1}]}' }),
  },
  'the doctor': { env: () => ({ LLM_OTEL_DOCTOR: '1' }) },
  'a worker thread': { env: toSink({ LLM_OTEL_LOG_DIR: './llm_logs' }), isInWorker: true },
  'a hook in code': { beforeImport: `import { setRedactionHook } from 'llm-otel';` },
};

describe.each(Object.keys(WAYS))('with %s, the first call', (name) => {
  const { calls = PAIRS, ...way } = WAYS[name]!;
  it.each(calls)(
    'of $sdk in $format, streamed: $isStream, loads and reads nothing',
    async (call) => {
      const [bare, traced] = await Promise.all([runBare(call, way), run(call, way)]);
      expect(traced).toMatchObject({ exitCode: 0 });
      const before = besides(traced.noted.before, bare.noted.before);
      expect(before.filter((line) => !line.endsWith(way.reads ?? '\n'))).toEqual([]);
      expect(besides(traced.noted.after, bare.noted.after).filter(isLoading)).toEqual([]);
    },
  );
});

describe('a first call that fails', () => {
  it.each(PAIRS)('in $sdk in $format, streamed: $isStream, loads nothing', async (call) => {
    const behaviour = { status: 429, errorCode: 'rate_limit_exceeded' };
    // In two programs, the request that opens the connection and the call.
    mock().behaveNext(behaviour, 4);
    const way = { env: toSink({ LLM_OTEL_LOG_DIR: './llm_logs' }) };
    const bare = await run(call, {}, []);
    const traced = await run(call, way);
    expect(traced.callRecords()).toMatchObject([{ success: false }]);
    expect(besides(traced.noted.before, bare.noted.before)).toEqual([]);
    expect(besides(traced.noted.after, bare.noted.after).filter(isLoading)).toEqual([]);
  });
});

describe('what is loaded with the SDK', () => {
  const call = { sdk: 'openai', format: 'esm', isStream: false } as const;

  it("lets the application's own provider win", async () => {
    const way = {
      ...WAYS["the application's own provider after the SDK"],
      atEnd: `console.log('own spans', exporter.getFinishedSpans().length);`,
    };
    const result = await run(call, way);
    expect(result.stdout).toContain('own spans 1\n');
    expect(sink().requests).toEqual([]);
    expect(result.callRecords()).toEqual([]);
  });

  it('is read again if it was missing', async () => {
    const way = {
      env: toSink({ OTEL_EXPORTER_OTLP_CERTIFICATE: 'ca.pem' }),
      beforeImport: `import { writeFileSync } from 'node:fs';`,
      afterImport: `writeFileSync('ca.pem', '');`,
    };
    const { noted } = await run(call, way);
    expect(noted.before).toContainEqual(expect.stringMatching(/^fs readFileSync .*ca\.pem$/));
  });

  it('is nothing where everything is disabled', async () => {
    const way = { env: toSink({ OTEL_SDK_DISABLED: 'true' }), atEnd: 'console.log(loaded());' };
    const { stdout } = await run({ ...call, format: 'cjs' }, way);
    expect(stdout.split('\n')[0]).not.toMatch(/main\.js|opentelemetry|otel-sdk/);
  });

  it("is no SDK of ours beside the application's own provider", async () => {
    const way = { beforeImport: `${OWN_PROVIDER} register();`, atEnd: 'console.log(loaded());' };
    const { stdout } = await run({ ...call, format: 'cjs' }, way);
    expect(stdout.split('\n')[0]).toMatch(/bundle.main\.js/);
    expect(stdout.split('\n')[0]).not.toMatch(/otel-sdk/);
  });
});
