// Frameworks between another tool and us: LangChain, the AI SDK and OpenAI Agents, each of which asks a model once. Tools that
// know the framework make spans around that call, those that know `openai` below it.

import { datadogTools } from './datadog.ts';
import {
  type Application,
  type Format,
  openTelemetrySpan,
  type OtherTool,
  otlpVariables,
  setUp,
} from './other-tool.ts';
import { sentryTools } from './sentry.ts';
import { OUR_SCOPE } from './spans.ts';

const dependencies = {
  '@ai-sdk/openai': '4.0.118',
  '@langchain/core': '1.4.0',
  '@langchain/openai': '1.6.0',
  '@openai/agents': '0.20.0',
  '@opentelemetry/api': '1.9.1',
  ai: '7.0.173',
  openai: '7.59.0',
  zod: '4.6.7',
};
const OPENTELEMETRY = {
  '@opentelemetry/instrumentation': '0.223.0',
  '@opentelemetry/sdk-node': '0.223.0',
};
const MODULES = {
  '@langchain/core/prompts': 'prompts',
  '@langchain/openai': 'langChain',
  '@openai/agents': 'agents',
  '@ai-sdk/openai': 'provider',
  ai: 'ai',
};

const load = (format: Format, name: string, as: string): string =>
  format === 'esm' ? `import * as ${as} from '${name}';` : `const ${as} = require('${name}');`;

/** What a set-up file gives to LangChain stands in `handlers`. */
const application: Application = {
  program: ({ format, files = {}, spans }) => ({
    format,
    files,
    source: `${Object.entries(MODULES)
      .map(([name, as]) => load(format, name, as))
      .join('\n')}
${load(format, spans.module, 'apiNamespace')}
const api = apiNamespace.default ?? apiNamespace;
const openSpan = ${spans.open};
agents.setTraceProcessors([]);
const question = 'What is a span?';
openSpan(async () => {
  const model = new langChain.ChatOpenAI({ model: 'gpt-4o', maxRetries: 0 });
  const chain = prompts.ChatPromptTemplate.fromTemplate('{question}').pipe(model);
  console.log('langchain:', (await chain.invoke({ question }, { callbacks: globalThis.handlers })).content);
  const openai = provider.createOpenAI({ baseURL: process.env.OPENAI_BASE_URL });
  console.log('ai:', (await ai.generateText({ model: openai.chat('gpt-4o'), prompt: question })).text);
  console.log('agents:', (await agents.run(new agents.Agent({ name: 'Assistant', model: 'gpt-4o' }), question)).finalOutput);
});`,
  }),
  // One call of a model for each framework.
  calls: [
    'chat',
    'invoke_workflow',
    'chat',
    'invoke_agent',
    'chat',
    'invoke_agent',
    'invoke_workflow',
  ],
  spansIn: (spans) =>
    spans
      .filter(({ scope }) => scope.name === OUR_SCOPE)
      .map(({ name }) => name)
      .toSorted(),
  spans: [
    'chain.step',
    'chain.step',
    'invoke_agent Assistant',
    'invoke_agent gpt-4o',
    'llm.call',
    'llm.call',
    'llm.call',
  ],
};

const openInference: OtherTool = {
  name: 'openinference of langchain 4.1.1 and openai 4.2.7, frameworks',
  format: 'cjs',
  dependencies: {
    ...dependencies,
    ...OPENTELEMETRY,
    '@arizeai/openinference-instrumentation-langchain': '4.1.1',
    '@arizeai/openinference-instrumentation-openai': '4.2.7',
  },
  ...setUp(
    'cjs',
    `const { NodeSDK } = require('@opentelemetry/sdk-node');
const { LangChainInstrumentation } = require('@arizeai/openinference-instrumentation-langchain');
const { OpenAIInstrumentation } = require('@arizeai/openinference-instrumentation-openai');
const langChain = new LangChainInstrumentation();
const sdk = new NodeSDK({ instrumentations: [langChain, new OpenAIInstrumentation()] });
sdk.start();
langChain.manuallyInstrument(require('@langchain/core/callbacks/manager'));
process.once('beforeExit', () => sdk.shutdown());`,
  ),
  env: otlpVariables,
  spans: openTelemetrySpan,
  isProvider: true,
  application,
};

const langfuse: OtherTool = {
  name: 'langfuse 5.11.1, frameworks',
  format: 'cjs',
  dependencies: {
    ...dependencies,
    ...OPENTELEMETRY,
    '@langfuse/langchain': '5.11.1',
    '@langfuse/otel': '5.11.1',
    '@opentelemetry/exporter-trace-otlp-http': '0.223.0',
  },
  ...setUp(
    'cjs',
    `const { CallbackHandler } = require('@langfuse/langchain');
const { LangfuseSpanProcessor } = require('@langfuse/otel');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');
const { NodeSDK } = require('@opentelemetry/sdk-node');
const exporter = new OTLPTraceExporter();
const sdk = new NodeSDK({
  instrumentations: [],
  spanProcessors: [new LangfuseSpanProcessor({ exporter, shouldExportSpan: () => true, publicKey: 'unused', secretKey: 'unused' })],
});
sdk.start();
globalThis.handlers = [new CallbackHandler()];
process.once('beforeExit', () => sdk.shutdown());`,
  ),
  env: otlpVariables,
  spans: openTelemetrySpan,
  isProvider: true,
  application,
};

/** The tool for an application of `openai` alone, for this one. */
const withFrameworks = (tools: readonly OtherTool[], name: string, format: Format): OtherTool[] =>
  tools
    .filter((tool) => tool.name.startsWith(name) && tool.format === format)
    .map((tool) => ({
      ...tool,
      name: `${name}, frameworks`,
      dependencies: { ...tool.dependencies, ...dependencies },
      application,
    }));

export const frameworkTools: readonly OtherTool[] = [
  openInference,
  langfuse,
  ...withFrameworks(sentryTools, '@sentry/node 11.12.0', 'esm'),
  ...withFrameworks(datadogTools, 'dd-trace 6.21.0', 'cjs'),
];
