// Code of the application runs in the span of the run that calls it: what it calls itself nests.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Done, runEach, runLangChain } from './program.ts';
import { treeOf } from './tree.ts';

/** What the application does within its own code: another model, which has no idea of LangChain's runs. */
const ASK = `
const { default: OpenAI } = await import('openai');
const client = new OpenAI({ apiKey: 'unused', baseURL });
const ask = async () => { await null; await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] }); };
`;
const LAMBDA = `const lambda = runnables.RunnableLambda.from(async (input) => { await ask(); return input; }).withConfig({ runName: 'mine' });`;
const CALL = '  llm.call | openai gpt-4o | 20 in 5 out | stop | completed';

/** What calls, and the tree of its records. */
const CASES: readonly (readonly [what: string, use: string, expected: readonly string[]])[] = [
  [
    'a function that is a tool',
    `const look = tool(async () => { await ask(); return 'seen'; }, { name: 'look', description: 'Looks.', schema: z.object({}) });
     await look.invoke({});`,
    ['execute_tool look | completed', CALL],
  ],
  [
    'a class that is a tool',
    `class Look extends StructuredTool {
       name = 'look'; description = 'Looks.'; schema = z.object({});
       async _call() { await ask(); return 'seen'; }
     }
     await new Look().invoke({});`,
    ['execute_tool look | completed', CALL],
  ],
  [
    'a function in a chain',
    `${LAMBDA} await lambda.invoke('Hi');`,
    ['chain.step mine | completed', CALL],
  ],
  [
    'a tool that an agent runs',
    `const look = tool(async () => { await ask(); return 'seen'; }, { name: 'weather', description: 'Looks.', schema: z.object({ city: z.string() }) });
     void graphs;
     await prebuilt.createReactAgent({ llm: model, tools: [look] }).invoke({ messages: [{ role: 'user', content: 'Hi' }] });`,
    [
      'invoke_agent | completed',
      '  chain.step agent | completed',
      '    llm.call | openai gpt-4o | 20 in 5 out | tool_calls | completed',
      '  chain.step tools | completed',
      '    execute_tool weather | completed',
      '      llm.call | openai gpt-4o | 20 in 5 out | stop | completed',
      '  chain.step agent | completed',
      '    llm.call | openai gpt-4o | 20 in 5 out | stop | completed',
    ],
  ],
  [
    'a function in a chain that is streamed',
    `${LAMBDA} for await (const part of await lambda.stream('Hi')) void part;`,
    ['chain.step mine | completed', CALL],
  ],
  [
    'a generator, whatever its reader does meanwhile',
    `const slow = runnables.RunnableLambda.from(async function* () { yield 'a'; await ask(); yield 'b'; }).withConfig({ runName: 'mine' });
     for await (const part of await slow.stream('Hi')) await Promise.resolve(part);`,
    ['chain.step mine | completed', CALL],
  ],
  [
    'a step of a sequence',
    `${LAMBDA} await prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(lambda).withConfig({ runName: 'all' }).invoke({ q: 'Hi' });`,
    ['chain.step all | completed', CALL],
  ],
  [
    'a runnable of the application',
    `class Mine extends runnables.Runnable {
       lc_namespace = [];
       invoke(input, options) { return this._callWithConfig(async (text) => { await ask(); return text; }, input, options); }
     }
     await new Mine().invoke('Hi', { runName: 'mine' });`,
    ['chain.step mine | completed', CALL],
  ],
  [
    'a retriever',
    `class Mine extends retrievers.BaseRetriever {
       lc_namespace = [];
       async _getRelevantDocuments() { await ask(); return []; }
     }
     await new Mine().invoke('Hi');`,
    ['retrieval | Mine 0 found | completed', CALL],
  ],
  [
    'a node, and the function that decides where to go',
    `const { StateGraph, Annotation, START, END } = graphs;
     const state = Annotation.Root({ text: Annotation({ reducer: (_old, given) => given, default: () => '' }) });
     const graph = new StateGraph(state)
       .addNode('first', async () => { await ask(); return { text: 'a' }; })
       .addEdge(START, 'first')
       .addConditionalEdges('first', async () => { await ask(); return END; })
       .compile();
     await graph.invoke({}, { runName: 'mine' });`,
    ['chain.step mine | completed', '  chain.step first | completed', `  ${CALL}`, `  ${CALL}`],
  ],
  [
    'a span of the application in between',
    `${LAMBDA}
     const outer = runnables.RunnableLambda.from((input, config) =>
       withConversation({ conversationId: 'own' }, () => lambda.invoke(input, config)),
     ).withConfig({ runName: 'outer' });
     await outer.invoke('Hi', { configurable: { thread_id: 'thread' } });`,
    [
      'chain.step outer | thread thread | completed',
      '  chain.step mine | thread own | completed',
      '    llm.call | openai gpt-4o | 20 in 5 out | stop | thread own | completed',
    ],
  ],
];

describe.each(['newest', '0.3.80'] as const)('is active in %s', (release) => {
  const before = `const { withConversation } = await import('llm-otel');`;
  const uses = Object.fromEntries(CASES.map(([what, use]) => [what, `${ASK} ${use}`]));
  let done: ReadonlyMap<string, Done>;
  beforeAll(async () => {
    done = await runEach(uses, { release, before });
  });

  it.each(CASES)('%s', (what, _use, expected) => {
    expect(treeOf(done.get(what)!.records)).toBe(`${expected.join('\n')}\n`);
  });
});

it('is the own one of each call that waits in a queue', async () => {
  const { records } = await runLangChain(
    `const one = chat({ maxConcurrency: 1 });
     const ask = (name) => prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(one).withConfig({ runName: name }).invoke({ q: 'Hi' });
     await Promise.all(['a', 'b', 'c'].map(ask));`,
  );
  const call = '  llm.call | openai gpt-4o | 20 in 5 out | stop | completed';
  const chains = treeOf(records)
    .trimEnd()
    .split(/\n(?=\S)/);
  expect(chains.toSorted()).toEqual(
    ['a', 'b', 'c'].map((name) => `chain.step ${name} | completed\n${call}`),
  );
});
