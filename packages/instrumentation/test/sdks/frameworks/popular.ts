// Programs of the frameworks that the tests have in the lockfile: for the weekly run beside their newest releases.

import { FAKE_CLAUDE } from '../claude-agent/fake-claude.ts';
import { type Framework, OPENTELEMETRY, setUp, tearDown } from './programs.ts';

const ZOD = { zod: '4.1.13' };
const QUESTION = "'Where is it sunny?'";

/** All of them. */
export const POPULAR: readonly Framework[] = [
  {
    name: 'ai',
    dependencies: { ai: '7.0.173', '@ai-sdk/openai': '4.0.118', ...ZOD, ...OPENTELEMETRY },
    source: `${setUp}
const { generateObject, generateText, isStepCount, streamText, tool, ToolLoopAgent } = await import('ai');
const { createOpenAI } = await import('@ai-sdk/openai');
const { z } = await import('zod');
const model = createOpenAI({ apiKey: 'unused', baseURL: origin + '/v1' }).chat('gpt-4o');
const weather = tool({ description: 'x', inputSchema: z.object({ city: z.string() }), execute: async () => 'sunny' });
const asked = { model, prompt: ${QUESTION}, tools: { weather }, stopWhen: isStepCount(3) };
console.log((await generateText(asked)).text);
let said = '';
for await (const text of streamText(asked).textStream) said += text;
console.log(said);
console.log((await new ToolLoopAgent({ id: 'Weather', model, tools: { weather } }).generate({ prompt: ${QUESTION} })).text);
${tearDown}`,
  },
  {
    name: '@openai/agents',
    dependencies: {
      '@openai/agents': '0.20.0',
      '@modelcontextprotocol/client': '2.4.0',
      openai: '7.59.0',
      ...ZOD,
      ...OPENTELEMETRY,
    },
    source: `${setUp}
const { Agent, run, setDefaultOpenAIClient, setOpenAIAPI, setTraceProcessors, tool } = await import('@openai/agents');
const { default: OpenAI } = await import('openai');
const { z } = await import('zod');
setDefaultOpenAIClient(new OpenAI({ apiKey: 'unused', baseURL: origin + '/v1' }));
setOpenAIAPI('chat_completions');
setTraceProcessors([]);
const weather = tool({ name: 'weather', description: 'x', parameters: z.object({ city: z.string() }), execute: async () => 'sunny' });
const agent = new Agent({ name: 'Weather', model: 'gpt-4o', tools: [weather] });
console.log((await run(agent, ${QUESTION})).finalOutput);
const streamed = await run(agent, ${QUESTION}, { stream: true });
for await (const event of streamed) void event;
await streamed.completed;
console.log(streamed.finalOutput);
${tearDown}`,
  },
  {
    name: '@anthropic-ai/claude-agent-sdk',
    dependencies: { '@anthropic-ai/claude-agent-sdk': '0.3.332', ...ZOD, ...OPENTELEMETRY },
    files: { 'fake-claude.mjs': FAKE_CLAUDE },
    source: `${setUp}
const { fileURLToPath } = await import('node:url');
const { query } = await import('@anthropic-ai/claude-agent-sdk');
const options = { pathToClaudeCodeExecutable: fileURLToPath(new URL('fake-claude.mjs', import.meta.url)), executable: process.execPath };
for (const prompt of ['tool', 'subagent']) {
  for await (const message of query({ prompt, options })) if (message.type === 'result') console.log(message.result);
}
${tearDown}`,
  },
  {
    name: 'langchain',
    dependencies: {
      langchain: '1.5.14',
      '@langchain/core': '1.4.0',
      '@langchain/langgraph': '1.7.3',
      '@langchain/openai': '1.6.0',
      ...ZOD,
      ...OPENTELEMETRY,
    },
    source: `${setUp}
const { createAgent, tool } = await import('langchain');
const { ChatOpenAI } = await import('@langchain/openai');
const { z } = await import('zod');
const model = new ChatOpenAI({ model: 'gpt-4o', apiKey: 'unused', maxRetries: 0, configuration: { baseURL: origin + '/v1' } });
const weather = tool(async () => 'sunny', { name: 'weather', description: 'x', schema: z.object({ city: z.string() }) });
const agent = createAgent({ name: 'Weather', model, tools: [weather] });
const asked = { messages: [{ role: 'user', content: ${QUESTION} }] };
console.log((await agent.invoke(asked, { configurable: { thread_id: 'thread-1' } })).messages.length);
let read = 0;
for await (const part of await agent.stream(asked)) read += 1;
console.log(read);
${tearDown}`,
  },
];
