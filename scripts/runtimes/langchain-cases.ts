// The first and the newest release of LangChain and LangGraph that are traced, and the last before version 1: the
// application behaves as without us, and each call of a model is recorded once, in the graph, chain or tool that makes it.

import type { MockLlm } from '@llm-otel/testkit';
import type { Dependencies } from './application.ts';
import type { Program } from './program-shapes.ts';
import type { RuntimeCase } from './runtime-case.ts';
import { areRecorded } from './sdk-cases.ts';

const RELEASES: readonly Dependencies[] = [
  {
    '@langchain/core': '0.3.0',
    '@langchain/langgraph': '0.2.3',
    '@langchain/openai': '0.3.0',
    zod: '3.25.76',
  },
  {
    '@langchain/core': '0.3.80',
    '@langchain/langgraph': '0.4.9',
    '@langchain/openai': '0.6.17',
    zod: '3.25.76',
  },
  {
    '@langchain/core': '1.4.0',
    '@langchain/langgraph': '1.7.3',
    '@langchain/openai': '1.6.0',
    zod: '4.6.7',
  },
];
/** In the order in which they end. */
const CALLS = [
  'chat',
  'chat streamed',
  'invoke_workflow',
  'execute_tool',
  'chat',
  '',
  'invoke_workflow',
];

const run = `
async function run({ ChatOpenAI }, { ChatPromptTemplate }, { tool }, { Annotation, StateGraph }, { z }) {
  const model = new ChatOpenAI({ model: 'gpt-4o', apiKey: 'unused', maxRetries: 0, configuration: { baseURL: process.env.OPENAI_BASE_URL } });
  console.log('message:', (await model.invoke('What is a span?')).content);
  const chain = ChatPromptTemplate.fromTemplate('{question}').pipe(model);
  for await (const part of await chain.stream({ question: 'What is a span?' })) console.log('part:', part.content);
  const look = tool(async ({ at }) => 'seen ' + at, { name: 'look', description: 'Looks.', schema: z.object({ at: z.string() }) });
  console.log('tool:', await look.invoke({ at: 'it' }));
  const state = Annotation.Root({ text: Annotation() });
  const ask = async () => ({ text: (await model.invoke('What is a span?')).content });
  const graph = new StateGraph(state).addNode('ask', ask).addEdge('__start__', 'ask').addEdge('ask', '__end__').compile();
  console.log('graph:', await graph.invoke({ text: '' }));
}`;
const MODULES = [
  '@langchain/openai',
  '@langchain/core/prompts',
  '@langchain/core/tools',
  '@langchain/langgraph',
  'zod',
];
const programs: Readonly<Record<'esm' | 'cjs', Program>> = {
  esm: {
    format: 'esm',
    source: `${run}\nawait run(${MODULES.map((name) => `await import('${name}')`).join(', ')});`,
  },
  cjs: {
    format: 'cjs',
    source: `${run}\nvoid run(${MODULES.map((name) => `require('${name}')`).join(', ')});`,
  },
};

/** The packages of the program. */
export const langChainPackages: readonly string[] = Object.keys(RELEASES[0]!);

/** Each release in both formats. */
export function langChainCases(mock: MockLlm, releases = RELEASES): RuntimeCase[] {
  return releases.flatMap((dependencies) =>
    (['esm', 'cjs'] as const).map((format) => ({
      name: `@langchain/core ${dependencies['@langchain/core']}, @langchain/langgraph ${dependencies['@langchain/langgraph']} ${format}`,
      run: () => areRecorded(mock, dependencies, programs[format], CALLS),
    })),
  );
}
