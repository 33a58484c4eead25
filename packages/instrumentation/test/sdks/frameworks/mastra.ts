// Programs of Mastra: agents, plain and streamed, a workflow around another, and what may go wrong in them.

import type { Framework } from './programs.ts';

const OPENTELEMETRY = { '@opentelemetry/api': '1.10.0', '@opentelemetry/sdk-node': '0.301.0' };
const NEWEST = {
  '@mastra/core': '1.71.0',
  '@mastra/observability': '1.17.9',
  '@mastra/otel-bridge': '1.5.4',
  '@ai-sdk/openai': '4.0.118',
  openai: '7.59.0',
  zod: '4.1.13',
  ...OPENTELEMETRY,
};
/** The first release that is traced. */
const OLDEST = {
  '@mastra/core': '1.34.0',
  '@ai-sdk/openai': '2.0.101',
  zod: '3.25.76',
  ...OPENTELEMETRY,
};

const beginning = `
const { origin, close } = await import('./mock-models.mjs');
const { NodeSDK } = await load('@opentelemetry/sdk-node');
const telemetry = new NodeSDK({ instrumentations: [] });
telemetry.start();
const { Mastra } = await load('@mastra/core');
const { Agent } = await load('@mastra/core/agent');
const { createTool } = await load('@mastra/core/tools');
const { createStep, createWorkflow } = await load('@mastra/core/workflows');
const { createOpenAI } = await load('@ai-sdk/openai');
const { z } = await load('zod');
const openai = createOpenAI({ apiKey: 'unused', baseURL: origin + '/v1' });
const weather = createTool({ id: 'weather', description: 'x', inputSchema: z.object({ city: z.string() }), execute: async () => 'sunny' });
const own = { id: 'weather', name: 'Weather', instructions: 'Be brief.', maxRetries: 0 };
const agent = new Agent({ ...own, model: openai.chat('gpt-4o'), tools: { weather } });
const question = z.object({ question: z.string() });
const answer = z.object({ answer: z.string() });
const flow = (id, step) => createWorkflow({ id, inputSchema: question, outputSchema: answer }).then(step).commit();
const step = (id, execute) => createStep({ id, inputSchema: question, outputSchema: answer, execute });
const ask = step('ask', async ({ inputData, mastra }) => ({ answer: (await mastra.getAgent('weather').generate(inputData.question)).text }));
const asking = flow('asking', flow('inner', ask));
`;

const asked = `
const asked = mastra.getAgent('weather');
console.log((await asked.generate('Where is it sunny?', { memory: { thread: 'thread-1', resource: 'user-1' } })).text);
const { textStream } = await asked.stream('Where is it sunny?');
let said = '';
for await (const text of textStream) said += text;
console.log(said);
const run = await mastra.getWorkflow('asking').createRun();
console.log((await run.start({ inputData: { question: 'Where is it sunny?' } })).result);
`;

const wrong = `
const quiet = { debug() {}, info() {}, warn() {}, error() {}, trackException() {} };
const failing = createTool({ id: 'weather', description: 'x', inputSchema: z.object({ city: z.string() }), execute: async () => { throw new RangeError('no weather'); } });
const unlucky = new Agent({ ...own, name: 'Unlucky', model: openai.chat('gpt-4o'), tools: { weather: failing } });
const refused = new Agent({ ...own, name: 'Refused', model: createOpenAI({ apiKey: 'unused', baseURL: origin + '/refused' }).chat('gpt-4o') });
for (const each of [unlucky, refused]) each.__setLogger(quiet);
console.log((await unlucky.generate('Where is it sunny?')).text);
await refused.generate('Where is it sunny?').catch((error) => { console.log(error.name, error.message); });
const stopping = new AbortController();
const stopped = await new Agent({ ...own, name: 'Stopped', model: createOpenAI({ apiKey: 'unused', baseURL: origin + '/endless' }).chat('gpt-4o') }).stream('Hi', { abortSignal: stopping.signal });
for await (const text of stopped.textStream) { console.log(text); stopping.abort(); }
const broken = await flow('broken', step('breaks', async () => { throw new RangeError('no answer'); })).createRun();
console.log((await broken.start({ inputData: { question: '' } })).status);
`;

/** A model of the application that calls the SDK of a provider: both are one call. */
const adopting = `
const { default: OpenAI } = await load('openai');
const client = new OpenAI({ apiKey: 'unused', baseURL: origin + '/v1' });
const doGenerate = async () => {
  const { choices, usage } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] });
  const content = [{ type: 'text', text: choices[0].message.content }];
  return { content, finishReason: 'stop', usage: { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens, totalTokens: usage.total_tokens }, warnings: [] };
};
const model = { specificationVersion: 'v2', provider: 'application', modelId: 'own', supportedUrls: {}, doGenerate, doStream: doGenerate };
console.log((await new Agent({ ...own, name: 'Adopting', model }).generate('Hi')).text);
`;

const ending = `
await mastra.shutdown();
await telemetry.shutdown();
close();
`;

const esm = (program: string): string => `const load = (name) => import(name);\n${program}`;
const commonJs = (program: string): string =>
  `const load = async (name) => require(name);\n(async () => {${program}})();`;
const bridged = `
const { Observability } = await load('@mastra/observability');
const { OtelBridge } = await load('@mastra/otel-bridge');
const observability = new Observability({ configs: { default: { serviceName: 'service', bridge: new OtelBridge(), excludeSpanTypes: ['model_inference', 'model_chunk'] } } });
const mastra = new Mastra({ agents: { weather: agent }, workflows: { asking }, logger: false, observability });
`;
const plain = `
const mastra = new Mastra({ agents: { weather: agent }, workflows: { asking }, logger: false });
`;

/** All of them. */
export const MASTRA: readonly Framework[] = [
  {
    name: '@mastra/core',
    dependencies: NEWEST,
    source: esm(beginning + plain + asked + adopting + wrong + ending),
    isShown: true,
  },
  {
    name: '@mastra/core',
    variant: 'with its bridge',
    dependencies: NEWEST,
    source: esm(beginning + bridged + asked + ending),
  },
  {
    name: '@mastra/core',
    variant: 'oldest',
    dependencies: OLDEST,
    format: 'cjs',
    source: commonJs(beginning + plain + asked + ending),
  },
];
