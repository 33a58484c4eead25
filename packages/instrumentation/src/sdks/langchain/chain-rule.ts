// Which runs of chains are operations, and of which kind. docs/langchain.md says the same in words.

import type { Operation } from '../../model/operation.ts';
import type { Run } from './runs.ts';

/** A run that begins, as its manager is told. */
export interface ChainStart {
  /** Its class: the last part of its id. */
  readonly className: string | undefined;
  readonly name: string | undefined;
  readonly type: unknown;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The graph that it is a run of. */
  readonly graph: object | undefined;
  /** It runs within another run. */
  readonly isNested: boolean;
  /** A function of the run above runs it. */
  readonly isCalled: boolean;
}

const HIDDEN = 'langsmith:hidden';
/** Every node of a graph has a tag with the number of the step. */
const NODE = /^graph:step:/;
/** How nodes write to channels, and decide where to go. Only some versions hide it. */
const PLUMBING = /^(?:Branch|Channel\w+)<.*>$/;
/** Templates and parsers compute texts: nobody waits for them. */
const TRIFLES: ReadonlySet<unknown> = new Set(['prompt', 'parser']);
/** Runs that are made of others, which are their inside. */
const COMPOSITES: ReadonlySet<unknown> = new Set([
  'RunnableSequence',
  'RunnableMap',
  'RunnableParallel',
  'RunnableAssign',
  'RunnableBranch',
  'RouterRunnable',
  'RunnableEach',
  'RunnableRetry',
]);
/** What `compile()` calls a graph without a name. */
const NAMELESS = 'LangGraph';
const AGENTS: ReadonlySet<unknown> = new Set(['AgentExecutor', 'ReactAgent']);

/** What `manager` is told in the `args` of `handleChainStart`. */
export function toChainStart(
  { tags, metadata }: Pick<ChainStart, 'metadata' | 'tags'>,
  args: readonly unknown[],
  where: Pick<ChainStart, 'graph' | 'isCalled' | 'isNested'>,
): ChainStart {
  const [serialized, , , type, , , name] = args;
  const { id, kwargs } = (serialized ?? {}) as { readonly id?: unknown; readonly kwargs?: unknown };
  const className: unknown = Array.isArray(id) ? id.at(-1) : undefined;
  const { name: own } = (kwargs ?? {}) as { readonly name?: unknown };
  return {
    className: textOf(className),
    name: textOf(name) ?? textOf(own),
    type,
    tags,
    metadata,
    ...where,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Whether what runs directly below it is its inside. */
export function isComposite({ className }: ChainStart): boolean {
  return COMPOSITES.has(className);
}

/** The operation of a run below `parent`, if it is one. */
export function operationOf(start: ChainStart, parent: Run | undefined): Operation | undefined {
  const { className, tags, type, graph, metadata } = start;
  if (tags.includes(HIDDEN)) return undefined;
  if (graph !== undefined) return graphOperation(start);
  if (AGENTS.has(className)) return agent(start.name, metadata);
  if (TRIFLES.has(type) || PLUMBING.test(start.name ?? '')) return undefined;
  const name = start.name === className ? undefined : start.name;
  const step = { kind: 'step', name, request: {} } as const;
  if (tags.some((tag) => NODE.test(tag))) return step;
  if (!start.isCalled && parent?.isComposite === true) return undefined;
  return name === undefined && start.isNested ? undefined : step;
}

function graphOperation({ name, graph, metadata }: ChainStart): Operation {
  const given = name === NAMELESS ? undefined : name;
  return isAgent(graph!, metadata)
    ? agent(given, metadata)
    : { kind: 'step', name: given, request: {} };
}

function agent(
  name: string | undefined,
  { lc_agent_name: own }: ChainStart['metadata'],
): Operation {
  const known = name ?? (typeof own === 'string' ? own : undefined);
  return { kind: 'agent', operation: 'invoke_agent', name: known, request: {} };
}

/** A graph that has a node which runs tools is an agent, and so is whatever `createAgent` makes. */
function isAgent(graph: object, { ls_integration: made }: ChainStart['metadata']): boolean {
  if (made === 'langchain_create_agent') return true;
  const { nodes } = graph as { readonly nodes?: unknown };
  return Object.values((nodes ?? {}) as Readonly<Record<string, unknown>>).some(runsTools);
}

function runsTools(node: unknown): boolean {
  const { bound } = (node ?? {}) as { readonly bound?: unknown };
  const { tools } = (bound ?? {}) as { readonly tools?: unknown };
  return Array.isArray(tools) && 'handleToolErrors' in (bound as object);
}
