// The parts of programs of Mastra. Each goes on where another has ended.

/** What all begin with. */
export const beginning = `
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

/** Agents, plain and streamed, and workflows. */
export const asked = `
const asked = mastra.getAgent('weather');
console.log((await asked.generate('Where is it sunny?', { memory: { thread: 'thread-1', resource: 'user-1' } })).text);
const { textStream } = await asked.stream('Where is it sunny?');
let said = '';
for await (const text of textStream) said += text;
console.log(said);
const run = await mastra.getWorkflow('asking').createRun();
console.log((await run.start({ inputData: { question: 'Where is it sunny?' } })).result);
`;

/** What may go wrong. */
export const wrong = `
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

/** Models of the first interface: all ways to end, too. */
export const older = `
const { createOpenAI: createOlder } = await load('openai-of-ai-4');
const { InMemoryStore } = await load('@mastra/core/storage');
const silent = { debug() {}, info() {}, warn() {}, error() {}, trackException() {} };
const olderOf = (name, path, more) => {
  const made = new Agent({ ...own, ...more, name, model: createOlder({ apiKey: 'unused', baseURL: origin + path }).chat('gpt-4o') });
  made.__setLogger(silent);
  return made;
};
const old = olderOf('Older', '/v1', { tools: { weather } });
console.log((await old.generateLegacy('Where is it sunny?', { threadId: 'thread-2', resourceId: 'user-2' })).text);
const oldStream = await old.streamLegacy('Where is it sunny?');
let olderSaid = '';
for await (const text of oldStream.textStream) olderSaid += text;
console.log(olderSaid, await oldStream.finishReason);
const oldRefused = olderOf('Older refused', '/refused');
await oldRefused.generateLegacy('Hi', { maxRetries: 0 }).catch((error) => { console.log(error.name, error.message); });
for await (const { type } of (await oldRefused.streamLegacy('Hi', { maxRetries: 0 })).fullStream) console.log(type);
const oldStopping = new AbortController();
const oldStopped = await olderOf('Older stopped', '/endless').streamLegacy('Hi', { abortSignal: oldStopping.signal });
try { for await (const text of oldStopped.textStream) { console.log(text); oldStopping.abort(); } } catch (error) { console.log(error.name); }
`;

/** Networks, what waits for somebody, and every way to run a workflow. */
export const others = `
const { MockMemory } = await load('@mastra/core/memory');
const evented = await load('@mastra/core/workflows/evented');
const usage = { inputTokens: 20, outputTokens: 5, totalTokens: 25 };
const saying = (say) => {
  const of = (options) => {
    const { prompt, tools, responseFormat, abortSignal } = options;
    const calls = tools?.length > 0 && prompt.every(({ role }) => role !== 'tool');
    const call = { type: 'tool-call', toolCallId: 'call_1', toolName: 'weather', input: '{"city":"Paris"}' };
    return { content: calls ? [call] : [{ type: 'text', text: say(Object.keys(responseFormat?.schema?.properties ?? {}), options) }], finishReason: calls ? 'tool-calls' : 'stop', usage };
  };
  const doGenerate = async (options) => ({ ...of(options), warnings: [] });
  const doStream = async (options) => {
    const { content: [part], ...ended } = of(options);
    const parts = part.type === 'text' ? [{ type: 'text-start', id: '1' }, { type: 'text-delta', id: '1', delta: part.text }, { type: 'text-end', id: '1' }] : [part];
    return { stream: ReadableStream.from([{ type: 'stream-start', warnings: [] }, ...parts, { type: 'finish', ...ended }]) };
  };
  return { specificationVersion: 'v2', provider: 'openai.chat', modelId: 'gpt-4o', supportedUrls: {}, doGenerate, doStream };
};
const routing = (properties) => properties.includes('primitiveId')
  ? JSON.stringify({ primitiveId: 'helper', primitiveType: 'agent', prompt: 'Where is it sunny?', selectionReason: 'x' })
  : properties.includes('isComplete') ? JSON.stringify({ isComplete: true, completionReason: 'x', finalResult: 'Hello world' }) : 'Hello world';
const networkOf = (name, say) => {
  const helper = new Agent({ ...own, id: 'helper', name: 'Helper', description: 'x', model: saying(routing) });
  const made = new Agent({ ...own, id: 'network', name, model: saying(say), agents: { helper }, memory: new MockMemory() });
  made.__setLogger(silent);
  return made;
};
const inThread = (thread, more) => ({ memory: { thread, resource: 'user-3' }, maxSteps: 2, ...more });
const read = await networkOf('Network', routing).network('Where is it sunny?', inThread('thread-3'));
for await (const { type } of read) if (type.startsWith('agent-execution')) console.log(type);
const unread = await networkOf('Network', routing).network('Where is it sunny?', inThread('thread-4'));
console.log(await unread.status, await unread.usage);
const failed = await networkOf('Network that fails', () => { throw new RangeError('no route'); }).network('Hi', inThread('thread-5'));
console.log(await failed.status);
const stoppingNetwork = new AbortController();
const stoppedNetwork = await networkOf('Network that is stopped', (properties) => { stoppingNetwork.abort(); return routing(properties); }).network('Hi', inThread('thread-6', { abortSignal: stoppingNetwork.signal }));
console.log(await stoppedNetwork.status);
const approved = createTool({ id: 'weather', description: 'x', requireApproval: true, inputSchema: z.object({ city: z.string() }), execute: async () => 'sunny' });
const cautious = new Agent({ ...own, id: 'cautious', name: 'Cautious', tools: { weather: approved }, model: saying(routing) });
const number = z.object({ number: z.number() });
// Spans that start in the same millisecond have no order.
const { setTimeout: work } = await load('node:timers/promises');
const workflowOf = (from, id) => {
  const add = from.createStep({ id: 'add', inputSchema: number, outputSchema: number, execute: async ({ inputData }) => work(3, { number: inputData.number + 1 }) });
  const wait = from.createStep({ id: 'wait', inputSchema: number, outputSchema: number, resumeSchema: number, execute: async ({ inputData, resumeData, suspend }) => (await work(3, resumeData)) ?? (inputData.number < 5 ? suspend({}) : inputData) });
  return from.createWorkflow({ id, inputSchema: number, outputSchema: number }).then(add).then(wait).commit();
};
const workflows = { waiting: workflowOf({ createStep, createWorkflow }, 'waiting'), evented: workflowOf(evented, 'evented') };
const stored = new Mastra({ agents: { cautious }, workflows, storage: new InMemoryStore(), logger: false });
const careful = stored.getAgent('cautious');
const asksFirst = await careful.generate('Where is it sunny?');
console.log(asksFirst.finishReason, (await careful.approveToolCallGenerate({ runId: asksFirst.runId })).text);
const streamsFirst = await careful.stream('Where is it sunny?');
for await (const part of streamsFirst.fullStream) void part;
console.log(await (await careful.declineToolCall({ runId: streamsFirst.runId })).text);
await stored.startEventEngine();
for (const name of ['waiting', 'evented']) {
  const made = stored.getWorkflow(name);
  const first = await made.createRun();
  console.log((await first.start({ inputData: { number: 1 } })).status, (await first.resume({ step: 'wait', resumeData: { number: 3 } })).status);
  const second = (await made.createRun()).stream({ inputData: { number: 6 } });
  for await (const part of second.fullStream) void part;
  console.log((await second.result).status, (await (await made.createRun()).timeTravel({ step: 'wait', inputData: { number: 7 } })).status);
}
await stored.stopEventEngine();
`;

/** Agents whose runs may go on elsewhere: one of Mastra, and one that is alone. */
export const durable = `
const lasting = { ...own, tools: { weather }, model: saying(routing), durable: { cleanupTimeoutMs: 0 } };
const among = new Mastra({ agents: { lasting: new Agent({ ...lasting, name: 'Durable' }) }, storage: new InMemoryStore(), logger: false });
for (const each of [among.getAgent('lasting'), new Agent({ ...lasting, name: 'Durable alone' })]) {
  console.log((await each.generate('Where is it sunny?')).text);
  const { output } = await each.stream('Where is it sunny?');
  for await (const part of output.fullStream) void part;
  console.log(await output.text);
}
`;

/** A model of the application that calls the SDK of a provider: both are one call. */
export const adopting = `
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

/** In a bundle: nothing is traced any more. */
export const untraced = `
uninstrument(parts);
console.log((await new Agent({ ...own, name: 'Untraced', tools: { weather }, model: saying(routing) }).generate('Hi')).text);
`;

/** What all end with. */
export const ending = `
await mastra.shutdown();
await telemetry.shutdown();
close();
`;
