// Graphs and agents that do not go through: what fails, stops, waits, or is left.

import { expect, it } from 'vitest';
import { runLangChain } from './program.ts';
import { treeOf } from './tree.ts';

const GRAPH = `
const { StateGraph, Annotation, START, END } = graphs;
const state = Annotation.Root({ text: Annotation({ reducer: (_old, given) => given, default: () => '' }) });
const graphOf = (node) => new StateGraph(state)
  .addNode('first', node).addNode('second', (before) => before)
  .addEdge(START, 'first').addEdge('first', 'second').addEdge('second', END).compile();
const config = { runName: 'mine' };`;

it.each<readonly [string, string, readonly string[]]>([
  [
    'fails',
    `await graphOf(() => { throw new RangeError('broken'); }).invoke({}, config).catch(({ name, message }) => console.log(name, message));`,
    ['chain.step mine | error', '  chain.step first | error'],
  ],
  [
    'is left while it streams',
    `for await (const part of await graphOf(() => ({ text: 'a' })).stream({}, { ...config, streamMode: 'updates' })) { console.log(part); break; }`,
    [
      'chain.step mine | aborted',
      '  chain.step first | completed',
      '  chain.step second | aborted',
    ],
  ],
  [
    'is stopped',
    `const controller = new AbortController();
     await graphOf(async () => { controller.abort(); return { text: 'a' }; })
       .invoke({}, { ...config, signal: controller.signal }).catch(() => console.log('stopped'));`,
    ['chain.step mine | aborted', '  chain.step first | aborted'],
  ],
  [
    'has parts that are hidden',
    `const hidden = runnables.RunnableLambda.from((text) => text).withConfig({ tags: ['langsmith:hidden'] });
     console.log(await graphOf(async ({ text }, given) => ({ text: await hidden.invoke('a', given) })).invoke({}, config));`,
    [
      'chain.step mine | completed',
      '  chain.step first | completed',
      '  chain.step second | completed',
    ],
  ],
  [
    'runs a chain in a node',
    `const inner = prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(model).withConfig({ runName: 'inner' });
     console.log((await graphOf(async () => ({ text: (await inner.invoke({ q: 'Hi' })).content })).invoke({}, config)).text);`,
    [
      'chain.step mine | completed',
      '  chain.step first | completed',
      '    chain.step inner | completed',
      '      llm.call | openai gpt-4o | 20 in 5 out | stop | completed',
      '  chain.step second | completed',
    ],
  ],
])('is recorded as it is: a graph that %s', async (_what, use, expected) => {
  const program = `${GRAPH} ${use}`;
  const [bare, traced] = await Promise.all([
    runLangChain(program, { isTraced: false }),
    runLangChain(program),
  ]);
  expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  expect(treeOf(traced.records)).toBe(`${expected.join('\n')}\n`);
});

it('is the tool alone that fails if the agent goes on', async () => {
  const { records } = await runLangChain(`
    void graphs;
    const weather = tool(async () => { throw new RangeError('broken'); }, { name: 'weather', description: 'd', schema: z.object({ city: z.string() }) });
    await prebuilt.createReactAgent({ llm: model, tools: [weather] }).invoke({ messages: [{ role: 'user', content: 'Hi' }] });`);
  expect(treeOf(records).split('\n')).toEqual([
    'invoke_agent | completed',
    '  chain.step agent | completed',
    '    llm.call | openai gpt-4o | 20 in 5 out | tool_calls | completed',
    '  chain.step tools | completed',
    '    execute_tool weather | error',
    '  chain.step agent | completed',
    '    llm.call | openai gpt-4o | 20 in 5 out | stop | completed',
    '',
  ]);
});

it.each([
  ['0.3.80', 'esm'],
  ['0.3.0', 'cjs'],
] as const)('is an agent: an executor of langchain, %s %s', async (release, format) => {
  const program = `
    const { AgentExecutor, createToolCallingAgent } = agents;
    const weather = tool(async ({ city }) => 'sunny in ' + city, { name: 'weather', description: 'd', schema: z.object({ city: z.string() }) });
    const prompt = prompts.ChatPromptTemplate.fromMessages([['human', '{input}'], ['placeholder', '{agent_scratchpad}']]);
    const agent = createToolCallingAgent({ llm: model, tools: [weather], prompt });
    console.log(await new AgentExecutor({ agent, tools: [weather] }).invoke({ input: 'Hi' }, { runName: 'helper' }));`;
  const [bare, traced] = await Promise.all([
    runLangChain(program, { release, format, isTraced: false }),
    runLangChain(program, { release, format }),
  ]);
  expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  expect(treeOf(traced.records).split('\n')).toEqual([
    'invoke_agent helper | agent helper | completed',
    '  chain.step ToolCallingAgent | completed',
    '    llm.call | openai gpt-4o | 20 in 5 out | tool_calls | completed',
    '  execute_tool weather | agent helper | completed',
    '  chain.step ToolCallingAgent | completed',
    '    llm.call | openai gpt-4o | 20 in 5 out | stop | completed',
    '',
  ]);
});
