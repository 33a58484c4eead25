// The adapter of LlamaIndex: what it does around the calls of models. Those are seen below it.

import { defineAdapter } from '../model/adapter.ts';
import type { RetrievedDocument } from '../model/content.ts';
import { defineMethod } from '../model/method.ts';
import type { Target } from '../model/target.ts';
import { toPrompt } from './content-parts.ts';

/** A piece of a document that was found. */
interface NodeWithScore {
  readonly node: { readonly id_?: string };
  readonly score?: number;
}
/** A query, which may be more than a text. */
type Query = string | { readonly query: unknown };
interface Tool {
  readonly metadata?: { readonly name?: string; readonly description?: string };
}
interface Workflow {
  readonly agents?: ReadonlyMap<string, unknown>;
}

const retrieve = defineMethod<object, readonly [Query], readonly NodeWithScore[]>({
  describe: ({ self }) => ({
    kind: 'retrieval',
    operation: 'retrieval',
    request: { retrievalTopK: topKOf(self) },
  }),
  response(nodes) {
    const scores = nodes.flatMap(({ score }) => (score === undefined ? [] : [score]));
    return {
      hitCount: nodes.length,
      bestScore: scores.length === 0 ? undefined : Math.max(...scores),
    };
  },
  input: ({ args: [query] }) => ({ queryText: textOf(query) }),
  output: (nodes) => ({ documents: nodes.map(toDocument) }),
});

const query = defineMethod<object, readonly [{ readonly stream?: boolean }], object>({
  describe: ({ self }) => ({ kind: 'step', name: self.constructor.name, request: {} }),
  stream: (result) => (Symbol.asyncIterator in result ? result : undefined),
  response: () => ({}),
});

const call = defineMethod<Tool, readonly unknown[], unknown>({
  describe: ({ self: { metadata } }) => ({
    kind: 'tool',
    operation: 'execute_tool',
    name: metadata?.name,
    request: { toolType: 'function', toolDescription: metadata?.description },
  }),
  response: () => ({}),
  input: ({ args: [given] }) => ({ toolArguments: given }),
  output: (result) => ({ toolResult: result }),
});

/** A run reads the stream that it starts. */
const RUN = Symbol('run of an agent');
const describeAgent = ({ self }: { readonly self: Workflow }) => {
  const [name] = self.agents?.keys() ?? [];
  const request = { agentName: name };
  return { kind: 'agent', operation: 'invoke_agent', name, request } as const;
};
const asked = ({ args: [prompt] }: { readonly args: readonly unknown[] }) =>
  typeof prompt === 'string' ? toPrompt(prompt) : {};
const run = defineMethod<Workflow, readonly unknown[], unknown>({
  describe: describeAgent,
  parts: RUN,
  response: () => ({}),
  input: asked,
});
const runStream = defineMethod<Workflow, readonly unknown[], object>({
  describe: describeAgent,
  partOf: RUN,
  stream: (result) => result,
  response: () => ({}),
  input: asked,
});

const target = (name: string, methods: object): Target =>
  ({ kind: 'class', name, isOptional: true, methods }) as Target;

export const llamaIndex = defineAdapter({
  name: 'llamaindex',
  packages: [
    {
      name: '@llamaindex/core',
      versions: '>=0.6 <1',
      traces: 'retrievers, query engines and tools',
      files: [
        { file: /^retriever\/dist\/index$/, targets: [target('BaseRetriever', { retrieve })] },
        { file: /^query-engine\/dist\/index$/, targets: [target('BaseQueryEngine', { query })] },
        {
          file: /^tools\/dist\/index$/,
          targets: [{ kind: 'instance', name: 'FunctionTool', methods: { call } }],
        },
      ],
    },
    {
      name: '@llamaindex/workflow',
      versions: '>=1 <2',
      traces: 'agents',
      files: [{ file: /^dist\/index$/, targets: [target('AgentWorkflow', { run, runStream })] }],
    },
  ],
});

function topKOf(retriever: object): number | undefined {
  const { similarityTopK } = retriever as { readonly similarityTopK?: unknown };
  return typeof similarityTopK === 'number' ? similarityTopK : undefined;
}

function textOf(given: Query): string | undefined {
  const text = typeof given === 'string' ? given : given.query;
  return typeof text === 'string' ? text : undefined;
}

function toDocument({ node, score }: NodeWithScore): RetrievedDocument {
  return { id: node.id_, score };
}
