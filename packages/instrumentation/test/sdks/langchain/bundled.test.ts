// LangChain inside a bundle, which has no module to be met: it is handed over by the application.

import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { MOCK_MODEL } from '../ai/mock-model.ts';
import { bundling } from '../bundled-program.ts';
import { treeOf } from './tree.ts';

const PROGRAM = `
import * as managers from '@langchain/core/callbacks/manager';
import * as models from '@langchain/core/language_models/chat_models';
import * as runnables from '@langchain/core/runnables';
import * as singletons from '@langchain/core/singletons';
import * as tools from '@langchain/core/tools';
import * as graphs from '@langchain/langgraph/pregel';
import { createReactAgent } from '@langchain/langgraph/prebuilt';
import { ChatOpenAI } from '@langchain/openai';
import { instrument, uninstrument } from 'llm-otel';
import { z } from 'zod';
import { baseURL, close } from './mock-model.mjs';
const parts = { ...managers, ...models, ...runnables, ...singletons, ...tools, ...graphs };
instrument(parts);
const weather = tools.tool(async ({ city }) => 'sunny in ' + city, {
  name: 'weather', description: 'The weather of a city.', schema: z.object({ city: z.string() }),
});
const llm = new ChatOpenAI({ model: 'gpt-4o', apiKey: 'unused', maxRetries: 0, configuration: { baseURL } });
const agent = createReactAgent({ llm, tools: [weather] });
const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Where is it sunny?' }] }, { configurable: { thread_id: 'thread-1' } });
console.log(messages.at(-1).content);
uninstrument(parts);
await llm.invoke('This is not traced.');
close();
`;
const bundled = bundling({
  'program.mjs': PROGRAM,
  // Graphs replace a message by one with the same id.
  'mock-model.mjs': MOCK_MODEL.replace(
    'function answer(url, body, response) {',
    (head) => `let answers = 0; ${head} base.id = 'chatcmpl-' + ++answers;`,
  ),
});

it.each([true, false])('is traced where it is handed over: minified %s', async (minify) => {
  const { exitCode, stdout, callRecords } = await runScenario({
    format: 'esm',
    source: await bundled(minify),
    env: {},
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'Hello world\n' });
  const records = callRecords().filter(({ outcome }) => outcome !== undefined);
  await expect(treeOf(records)).toMatchFileSnapshot('trees/agent.txt');
});
