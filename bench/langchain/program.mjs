// Runs LangChain as often as it is told; prints microseconds for each run. With `provider`, the application has an
// OpenTelemetry SDK of its own, whose processor drops the spans; with `handler`, callbacks of its own that do nothing.

import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { tool } from '@langchain/core/tools';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { z } from 'zod';
import { registerProvider } from '../provider.mjs';

const runs = Number(process.argv[2]);
const LOOPS = 5;
/** A graph takes longer. */
const GRAPHS = 5;

if (process.argv[3] === 'provider') registerProvider();

class Nothing extends BaseCallbackHandler {
  name = 'nothing';
  handleChainStart() {}
  handleChainEnd() {}
  handleChatModelStart() {}
  handleLLMEnd() {}
  handleToolStart() {}
  handleToolEnd() {}
}
const config = process.argv[3] === 'handler' ? { callbacks: [new Nothing()] } : {};

const model = new FakeListChatModel({ responses: ['ten chars!'] });
const chain = ChatPromptTemplate.fromTemplate('{text}').pipe(model).pipe(new StringOutputParser());
const look = tool(async () => 'seen', {
  name: 'look',
  description: 'Looks.',
  schema: z.object({}),
});
const graph = new StateGraph(Annotation.Root({ count: Annotation() }))
  .addNode('more', ({ count }) => ({ count: count + 1 }))
  .addEdge(START, 'more')
  .addConditionalEdges('more', ({ count }) => (count < LOOPS ? 'more' : END))
  .compile();

const RUNS = {
  chain: () => chain.invoke({ text: 'Hi' }, config),
  stream: async () => {
    for await (const part of await chain.stream({ text: 'Hi' }, config)) void part;
  },
  tool: () => look.invoke({}, config),
  graph: () => graph.invoke({ count: 0 }, config),
};

/** Microseconds for one of `count` runs. */
async function timeOf(run, count) {
  for (let made = 0; made < count / 5; made++) await run();
  const startedAt = performance.now();
  for (let made = 0; made < count; made++) await run();
  return ((performance.now() - startedAt) * 1000) / count;
}

const costs = {};
for (const [name, run] of Object.entries(RUNS)) {
  costs[name] = await timeOf(run, name === 'graph' ? runs / GRAPHS : runs);
}
console.log(JSON.stringify(costs));
