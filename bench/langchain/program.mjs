// Runs LangChain as often as it is told; prints what each run costs. With `provider`, the application has an
// OpenTelemetry SDK of its own, whose processor counts and drops the spans; with `handler`, callbacks of its own that do nothing.

import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { tool } from '@langchain/core/tools';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { Annotation, END, START, StateGraph } from '@langchain/langgraph';
import { z } from 'zod';
import { costsOf } from '../costs.mjs';
import { registerProvider } from '../provider.mjs';

const runs = Number(process.argv[2]);
const LOOPS = 5;
/** A graph takes longer. */
const GRAPHS = 5;

const spans = process.argv[3] === 'provider' ? registerProvider() : undefined;

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

const others = {
  chain: () => chain.invoke({ text: 'Hi' }, config),
  stream: async () => {
    for await (const part of await chain.stream({ text: 'Hi' }, config)) void part;
  },
  tool: () => look.invoke({}, config),
};
const loop = { graph: () => graph.invoke({ count: 0 }, config) };

const costs = {
  ...(await costsOf(others, runs, spans)),
  ...(await costsOf(loop, runs / GRAPHS, spans)),
};
console.log(JSON.stringify(costs));
