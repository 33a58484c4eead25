// The kinds of operation. Kinds share no fields, and none replaces another.

/**
 * Determines a span's name and kind, its metrics and the type of its call record. An `agent` runs in this
 * process, a `remote_agent` at a provider; a `workflow` is the outermost `step`; a `request` runs no model
 * and no search: it has a span and no call record.
 */
export type Kind =
  | 'inference'
  | 'embeddings'
  | 'rerank'
  | 'retrieval'
  | 'memory'
  | 'tool'
  | 'agent'
  | 'remote_agent'
  | 'agent_creation'
  | 'plan'
  | 'workflow'
  | 'step'
  | 'guardrail'
  | 'mcp'
  | 'request';

/** The operations on a memory. */
export type MemoryOperation =
  | 'create_memory_store'
  | 'delete_memory_store'
  | 'create_memory'
  | 'update_memory'
  | 'upsert_memory'
  | 'search_memory'
  | 'delete_memory';

/** `gen_ai.operation.name` by kind; `undefined` where the conventions have none for it. */
export interface OperationNames {
  readonly inference: 'chat' | 'text_completion' | 'generate_content';
  readonly embeddings: 'embeddings';
  /** Our own name: the conventions define none. */
  readonly rerank: 'rerank';
  readonly retrieval: 'retrieval';
  readonly memory: MemoryOperation;
  readonly tool: 'execute_tool';
  readonly agent: 'invoke_agent';
  readonly remote_agent: 'invoke_agent';
  readonly agent_creation: 'create_agent';
  readonly plan: 'plan';
  readonly workflow: 'invoke_workflow';
  readonly step: undefined;
  readonly guardrail: undefined;
  readonly mcp: 'execute_tool' | undefined;
  readonly request: 'fetch_response' | undefined;
}

/** `gen_ai.operation.name` of the operations that this package records. */
export type OperationName = NonNullable<OperationNames[Kind]>;

/** The operation name of kinds that have only one. */
export const ONLY_NAME: Readonly<Partial<Record<Kind, OperationName>>> = {
  embeddings: 'embeddings',
  rerank: 'rerank',
  retrieval: 'retrieval',
  tool: 'execute_tool',
  agent: 'invoke_agent',
  remote_agent: 'invoke_agent',
  agent_creation: 'create_agent',
  plan: 'plan',
  workflow: 'invoke_workflow',
};

const OF_AGENTS: ReadonlySet<Kind> = new Set<Kind>([
  'agent',
  'remote_agent',
  'agent_creation',
  'plan',
]);

/** Whether such an operation's name is an agent name. */
export function namesAgent(kind: Kind): boolean {
  return OF_AGENTS.has(kind);
}

/** Whether the span of such an operation has the sum of what the calls inside it cost. */
export function sumsUpCosts(kind: Kind): boolean {
  return kind === 'agent' || kind === 'remote_agent' || kind === 'workflow' || kind === 'step';
}

/** Whether other operations run inside one of `kind`. */
export function canHaveChildren(kind: Kind): boolean {
  return kind !== 'inference' && kind !== 'embeddings' && kind !== 'request';
}
