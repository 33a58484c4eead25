// The stack of an error that code of the application throws: no function of ours is in it.

import { expect, it } from 'vitest';
import { runLangChain } from './program.ts';

const FAIL = `
Error.stackTraceLimit = 50;
const stacks = [];
const fail = (what) => { const error = new RangeError('broken'); stacks.push([what, error.stack]); throw error; };
const failLater = async (what) => { await null; fail(what); };
const quietly = async (work) => { try { await work(); } catch {} };
`;

it.each<readonly [string, string]>([
  [
    'tools',
    `const options = { name: 'look', description: 'd', schema: z.object({}) };
     await quietly(() => tool(async () => fail('function'), options).invoke({}));
     await quietly(() => tool(async () => failLater('later'), options).invoke({}));
     class Look extends StructuredTool { name = 'look'; description = 'd'; schema = z.object({}); async _call() { fail('class'); } }
     await quietly(() => new Look().invoke({}));`,
  ],
  [
    'functions of chains',
    `await quietly(() => runnables.RunnableLambda.from(() => fail('function')).invoke('Hi'));
     await quietly(() => runnables.RunnableLambda.from(() => failLater('later')).invoke('Hi'));`,
  ],
  [
    'nodes',
    `const { StateGraph, Annotation } = graphs;
     const graphOf = (node) => new StateGraph(Annotation.Root({ text: Annotation() })).addNode('only', node).addEdge('__start__', 'only').compile();
     await quietly(() => graphOf(() => fail('function')).invoke({}));
     await quietly(() => graphOf(() => failLater('later')).invoke({}));`,
  ],
  [
    'models and retrievers',
    `class Mine extends chatModels.BaseChatModel {
       _llmType() { return 'mine'; }
       async _generate() { fail('model'); }
       async *_streamResponseChunks() { fail('stream'); }
     }
     await quietly(() => new Mine({}).invoke('Hi'));
     await quietly(async () => { for await (const part of await new Mine({}).stream('Hi')) void part; });
     class Search extends retrievers.BaseRetriever { lc_namespace = []; async _getRelevantDocuments() { fail('search'); } }
     await quietly(() => new Search().invoke('Hi'));`,
  ],
])('has the frames of the application first, and none of ours: %s', async (_what, use) => {
  // Without the folder of the program.
  const program = `${FAIL} ${use}
    console.log(JSON.stringify(stacks.map(([what, stack]) => [what, stack.replaceAll(import.meta.dirname, '').split('\\n')])));`;
  const runs = await Promise.all([
    runLangChain(program, { isTraced: false }),
    runLangChain(program),
  ]);
  const [bare, traced] = runs.map(({ stdout }) => JSON.parse(stdout) as [string, string[]][]);
  expect(traced!.map(([what]) => what)).toEqual(bare!.map(([what]) => what));
  for (const [index, [what, lines]] of traced!.entries()) {
    expect(lines.filter((line) => /llm-otel|instrumentation\/dist/.test(line))).toEqual([]);
    expect([what, lines.slice(0, 3)]).toEqual([what, bare![index]![1].slice(0, 3)]);
  }
});
