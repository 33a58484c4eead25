// The producers whose telemetry `llm-otel import` is tested with, and what is installed for each.

/** One producer, or one version of it. */
export interface Producer {
  /** The name of its fixture. */
  readonly name: string;
  /** A file of `programs/`. */
  readonly program: string;
  /** Packages of npm, or of PyPI for a program in Python, with their versions. */
  readonly packages: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const SDK = [
  '@opentelemetry/api@1.9.1',
  '@opentelemetry/api-logs@0.208.0',
  '@opentelemetry/instrumentation@0.208.0',
  '@opentelemetry/otlp-transformer@0.208.0',
  '@opentelemetry/resources@2.2.0',
  '@opentelemetry/sdk-logs@0.208.0',
  '@opentelemetry/sdk-trace-base@2.2.0',
  '@opentelemetry/sdk-trace-node@2.2.0',
];
const PYTHON_SDK = [
  'openai==3.57.0',
  'opentelemetry-sdk==1.45.2',
  'opentelemetry-exporter-otlp-proto-common==1.45.2',
];

function aiSdk(version: string, openai: string, more: readonly string[]): Producer {
  const name = `ai-sdk-${version.split('.')[0]!}`;
  const packages = [`ai@${version}`, `@ai-sdk/openai@${openai}`, ...more, ...SDK];
  return { name, program: 'ai-sdk.cjs', packages };
}

function python(producer: string, ...packages: readonly string[]): Producer {
  const name = `${producer}-python`;
  const env = { PRODUCER: producer, OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' };
  return { name, program: 'openai_calls.py', packages, env };
}

/** All of them. */
export const PRODUCERS: readonly Producer[] = [
  {
    name: 'openinference-openai',
    program: 'openinference-openai.cjs',
    packages: ['@arizeai/openinference-instrumentation-openai@4.2.7', 'openai@6.9.1', ...SDK],
  },
  {
    name: 'openinference-langchain',
    program: 'openinference-langchain.cjs',
    packages: [
      '@arizeai/openinference-instrumentation-langchain@4.1.1',
      '@arizeai/openinference-instrumentation-openai@4.2.7',
      '@langchain/core@1.1.0',
      '@langchain/openai@1.1.3',
      'openai@6.9.1',
      ...SDK,
    ],
  },
  {
    name: 'traceloop-0.12',
    program: 'traceloop-openai.cjs',
    packages: ['@traceloop/instrumentation-openai@0.12.0', 'openai@4.104.0', ...SDK],
  },
  {
    name: 'traceloop-0.27',
    program: 'traceloop-openai.cjs',
    packages: ['@traceloop/instrumentation-openai@0.27.0', 'openai@6.9.1', ...SDK],
  },
  {
    name: 'opentelemetry-openai',
    program: 'opentelemetry-openai.cjs',
    packages: ['@opentelemetry/instrumentation-openai@0.7.0', 'openai@5.23.2', ...SDK],
  },
  aiSdk('4.3.19', '1.3.24', ['zod@3.25.76']),
  aiSdk('5.0.277', '2.0.131', ['zod@3.25.76']),
  aiSdk('6.0.326', '3.0.141', ['zod@4.1.13']),
  aiSdk('7.0.173', '4.0.118', ['@ai-sdk/otel@1.0.173', 'zod@4.1.13']),
  {
    ...aiSdk('5.0.277', '2.0.131', ['@arizeai/openinference-vercel@3.2.1', 'zod@3.25.76']),
    name: 'openinference-vercel',
    env: { FIXTURE_PROCESSOR: '@arizeai/openinference-vercel' },
  },
  python('openinference', ...PYTHON_SDK, 'openinference-instrumentation-openai==0.1.66'),
  python('openllmetry', ...PYTHON_SDK, 'opentelemetry-instrumentation-openai==0.62.4'),
  python(
    'openai-v2',
    ...PYTHON_SDK,
    'opentelemetry-instrumentation-openai-v2==2.3b0',
    'opentelemetry-util-genai==1.3b0',
    'httpx==0.28.1',
    'wrapt==1.17.3',
  ),
  python('logfire', ...PYTHON_SDK, 'logfire==5.4.0'),
  python(
    'openlit',
    'openai==1.109.1',
    'openlit==1.34.30',
    'opentelemetry-api==1.36.0',
    'opentelemetry-sdk==1.36.0',
    'opentelemetry-exporter-otlp-proto-common==1.36.0',
  ),
];
