// The kinds of operation: no kind has fields of another.

/** What decides the span's name and kind, the metrics and the type of the call record. */
export type OperationKind =
  | 'inference'
  | 'embeddings'
  | 'retrieval'
  | 'memory'
  | 'tool'
  | 'agent'
  | 'remote_agent'
  | 'agent_creation'
  | 'plan'
  | 'step';

/** A `request` runs no model and searches nothing: it has a span and no call record. */
export type CallKind = OperationKind | 'request';

const OF_AGENTS: ReadonlySet<CallKind> = new Set<CallKind>([
  'agent',
  'remote_agent',
  'agent_creation',
  'plan',
]);

/** Whether the name of such an operation is that of an agent. */
export function namesAgent(kind: CallKind): boolean {
  return OF_AGENTS.has(kind);
}
