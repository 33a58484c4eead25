// Callbacks of the application, and LangSmith's: they are told what they are told without us.

import { expect, it } from 'vitest';
import { runLangChain } from './program.ts';
import { treeOf } from './tree.ts';

const AGENT = `
const weather = tool(async ({ city }) => 'sunny in ' + city, { name: 'weather', description: 'The weather of a city.', schema: z.object({ city: z.string() }) });
const agent = prebuilt.createReactAgent({ llm: model, tools: [weather] });
void graphs;
const question = { messages: [{ role: 'user', content: 'Hi' }] };`;

/** A handler that notes what it is told, but no ids and no times. */
const LOG = `
const told = [];
class Log extends callbacks.BaseCallbackHandler {
  name = 'log';
  constructor() {
    super();
    const events = ['Chain', 'Tool', 'Retriever', 'LLM'].flatMap((kind) => ['Start', 'End', 'Error'].map((when) => 'handle' + kind + when));
    for (const event of [...events, 'handleChatModelStart', 'handleLLMNewToken']) {
      this[event] = (_what, _more, id, parent, ...rest) => {
        const isStart = event.endsWith('Start');
        told.push([event, typeof id, typeof parent, isStart ? rest.length : 0, isStart ? rest.flat().filter((each) => typeof each === 'string') : []]);
      };
    }
  }
}`;

it.each(['newest', '0.3.80', '0.3.0'] as const)('tells handlers the same: %s', async (release) => {
  const program = `
    ${LOG}
    ${AGENT}
    await agent.invoke(question, { callbacks: [new Log()], configurable: { thread_id: 'thread-1' } });
    for await (const part of await prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(model).stream({ q: 'Hi' }, { callbacks: [new Log()] })) void part;
    console.log(JSON.stringify(told, null, 1));`;
  const [bare, traced] = await Promise.all([
    runLangChain(program, { release, isTraced: false }),
    runLangChain(program, { release }),
  ]);
  expect(bare.stdout).toContain('handleToolStart');
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  expect(traced.records.filter(({ name }) => name === 'llm.call')).toHaveLength(3);
});

it.each(['newest', '0.3.0'] as const)('tells a handler of a part the same: %s', async (release) => {
  const program = `
    ${LOG}
    const loud = chat({ callbacks: [new Log()] });
    const chain = prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(loud);
    await chain.invoke({ q: 'Hi' });
    const inner = prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(model);
    await runnables.RunnableLambda.from((q) => inner.invoke({ q }, { callbacks: [new Log()], runName: 'inner' })).withConfig({ runName: 'outer' }).invoke('Hi');
    console.log(JSON.stringify(told, null, 1));`;
  const [bare, traced] = await Promise.all([
    runLangChain(program, { release, isTraced: false }),
    runLangChain(program, { release }),
  ]);
  expect(bare.stdout).toContain('handleChatModelStart');
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  const call = 'llm.call | openai gpt-4o | 20 in 5 out | stop | completed';
  expect(treeOf(traced.records).trimEnd().split('\n')).toEqual([
    'chain.step | completed',
    `  ${call}`,
    'chain.step outer | completed',
    '  chain.step inner | completed',
    `    ${call}`,
  ]);
});

it.each(['newest', '0.3.80', '0.3.0'] as const)('tells LangSmith the same: %s', async (release) => {
  const program = `
    const runs = [];
    const client = {
      createRun: async (run) => { runs.push(['start', run.name, run.run_type, typeof run.parent_run_id]); },
      updateRun: async (_id, run) => { runs.push(['end', Object.keys(run.outputs ?? {}), run.error]); },
    };
    ${AGENT}
    const tracer = new tracers.LangChainTracer({ client });
    await agent.invoke(question, { callbacks: [tracer] });
    while (runs.filter(([what]) => what === 'end').length < runs.filter(([what]) => what === 'start').length) await new Promise(setImmediate);
    console.log(JSON.stringify(runs, null, 1));`;
  const [bare, traced] = await Promise.all([
    runLangChain(program, { release, isTraced: false }),
    runLangChain(program, { release }),
  ]);
  expect(bare.stdout).toContain('weather');
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  expect(traced.records.filter(({ name }) => name === 'llm.call')).toHaveLength(2);
});
