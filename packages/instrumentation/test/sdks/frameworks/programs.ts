// Programs of frameworks that trace themselves, or do not: an agent that calls a tool, with OpenTelemetry set up by the
// application.

import { MASTRA } from './mastra.ts';

/** One framework. */
export interface Framework {
  readonly name: string;
  /** What is different in this program of it. */
  readonly variant?: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly format?: 'esm' | 'cjs';
  readonly source: string;
  /** Further files beside it. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is said is in a file, too, as it is recorded where content is. */
  readonly isShown?: true;
  /** The packages that are of other releases than those of the file of its tree. */
  readonly renewed?: readonly string[];
  /** It runs as one minified file, calls `instrument()`, and has the tree of the variant of this name. */
  readonly bundleOf?: string;
}

/** What a program begins with, where it sets up OpenTelemetry. */
export const setUp = `
import { createRequire } from 'node:module';
import { origin, close } from './mock-models.mjs';
const require = createRequire(import.meta.url);
const { NodeSDK } = require('@opentelemetry/sdk-node');
const telemetry = new NodeSDK({ instrumentations: [] });
telemetry.start();
`;
/** What it ends with. */
export const tearDown = `
await telemetry.shutdown();
close();
`;
/** What that is. */
export const OPENTELEMETRY = {
  '@opentelemetry/api': '1.10.0',
  '@opentelemetry/sdk-node': '0.301.0',
};
/** Of the frameworks that bring their own parts of OpenTelemetry. */
const OLDER = { '@opentelemetry/api': '1.9.1', '@opentelemetry/sdk-node': '0.219.0' };

/** All of them. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    name: '@strands-agents/sdk',
    dependencies: {
      '@strands-agents/sdk': '1.19.0',
      '@modelcontextprotocol/sdk': '1.29.0',
      openai: '6.49.0',
      zod: '4.1.13',
      ...OLDER,
    },
    source: `${setUp}
const { Agent, tool } = await import('@strands-agents/sdk');
const { OpenAIModel } = await import('@strands-agents/sdk/models/openai');
const { z } = await import('zod');
const weather = tool({ name: 'weather', description: 'x', inputSchema: z.object({ city: z.string() }), callback: async () => 'sunny' });
const model = new OpenAIModel({ api: 'chat', apiKey: 'unused', modelId: 'gpt-4o', clientConfig: { baseURL: origin + '/v1' } });
const agent = new Agent({ model, tools: [weather], printer: false, name: 'Weather' });
console.log(String(await agent.invoke('Where is it sunny?')));
${tearDown}`,
  },
  {
    name: 'genkit',
    dependencies: {
      genkit: '1.42.0',
      '@genkit-ai/compat-oai': '1.42.0',
      '@cfworker/json-schema': '4.1.1',
      '@opentelemetry/api': '1.9.1',
    },
    // It sets up OpenTelemetry itself, by the same variables.
    source: `
import { origin, close } from './mock-models.mjs';
const { genkit, z } = await import('genkit');
const { enableTelemetry, flushTracing } = await import('genkit/tracing');
const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
const { SimpleSpanProcessor } = await import('@opentelemetry/sdk-trace-base');
await enableTelemetry({ spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())] });
const { openAI } = await import('@genkit-ai/compat-oai/openai');
const ai = genkit({ plugins: [openAI({ apiKey: 'unused', baseURL: origin + '/v1' })] });
const weather = ai.defineTool({ name: 'weather', description: 'x', inputSchema: z.object({ city: z.string() }), outputSchema: z.string() }, async () => 'sunny');
const ask = ai.defineFlow({ name: 'ask', inputSchema: z.string(), outputSchema: z.string() }, async (prompt) =>
  (await ai.generate({ model: openAI.model('gpt-4o'), prompt, tools: [weather] })).text);
console.log(await ask('Where is it sunny?'));
await flushTracing();
close();`,
  },
  {
    name: '@google/adk',
    dependencies: { '@google/adk': '2.0.0', zod: '4.1.13', ...OLDER },
    source: `${setUp}
process.env.GOOGLE_GEMINI_BASE_URL = origin;
process.env.GOOGLE_API_KEY = 'unused';
const { FunctionTool, InMemoryRunner, LlmAgent, LogLevel, setLogLevel } = await import('@google/adk');
setLogLevel(LogLevel.ERROR);
const { z } = await import('zod');
const weather = new FunctionTool({ name: 'weather', description: 'x', parameters: z.object({ city: z.string() }), execute: () => ({ weather: 'sunny' }) });
const agent = new LlmAgent({ name: 'weather_agent', model: 'gemini-2.5-flash', instruction: 'Be brief.', tools: [weather] });
const runner = new InMemoryRunner({ agent, appName: 'app' });
const session = await runner.sessionService.createSession({ appName: 'app', userId: 'user', sessionId: 'session-1' });
const newMessage = { role: 'user', parts: [{ text: 'Where is it sunny?' }] };
for await (const event of runner.runAsync({ userId: 'user', sessionId: session.id, newMessage })) console.log(event.content?.parts?.[0]?.text);
${tearDown}`,
  },
  {
    name: 'llamaindex',
    dependencies: {
      llamaindex: '0.12.1',
      '@llamaindex/openai': '0.4.22',
      '@llamaindex/workflow': '1.1.24',
      zod: '4.1.13',
      ...OPENTELEMETRY,
    },
    source: `${setUp}
const { Document, Settings, tool, VectorStoreIndex } = await import('llamaindex');
const { agent } = await import('@llamaindex/workflow');
const { OpenAI, OpenAIEmbedding } = await import('@llamaindex/openai');
const { z } = await import('zod');
const llm = new OpenAI({ apiKey: 'unused', model: 'gpt-4o', baseURL: origin + '/v1' });
const weather = tool({ name: 'weather', description: 'x', parameters: z.object({ city: z.string() }), execute: () => 'sunny' });
console.log((await agent({ name: 'Weather', llm, tools: [weather] }).run('Where is it sunny?')).data.result);
let read = 0;
for await (const event of agent({ name: 'Streamed', llm, tools: [weather] }).runStream('Where is it sunny?')) read += 1;
console.log(read);
Settings.llm = llm;
Settings.embedModel = new OpenAIEmbedding({ apiKey: 'unused', model: 'text-embedding-3-small', baseURL: origin + '/v1' });
const index = await VectorStoreIndex.fromDocuments([new Document({ text: 'It is sunny in Paris.', id_: 'document-1' })]);
const engine = index.asQueryEngine({ similarityTopK: 1 });
console.log((await engine.query({ query: 'Where is it sunny?' })).message.content);
let said = '';
for await (const chunk of await engine.query({ query: 'Where is it sunny?', stream: true })) said += chunk.delta;
console.log(said);
${tearDown}`,
  },
  ...MASTRA,
];
