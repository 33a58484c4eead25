// What a context knows of the operations of ours around it.

import type { Context } from '@opentelemetry/api';
import type { AgentTally } from './agent-tally.ts';
import type { OperationStart } from '../operation.ts';

interface Parent {
  readonly start: OperationStart;
  /** Of the nearest agent: the parent itself, or whoever runs it. */
  readonly agent: AgentTally | undefined;
}

/** Set by every operation that can have children. */
const PARENT = Symbol.for('llm-otel.parent');

/** The operation of ours around `context`, if there is one. */
export function parentOperation(context: Context): OperationStart | undefined {
  return parentOf(context)?.start;
}

/** The tally of the nearest agent around `context`, if there is one. */
export function agentAround(context: Context): AgentTally | undefined {
  return parentOf(context)?.agent;
}

/** `context` as the children of an operation have it. */
export function withParent(
  context: Context,
  start: OperationStart,
  agent: AgentTally | undefined,
): Context {
  return context.setValue(PARENT, { start, agent } satisfies Parent);
}

function parentOf(context: Context): Parent | undefined {
  return context.getValue(PARENT) as Parent | undefined;
}
