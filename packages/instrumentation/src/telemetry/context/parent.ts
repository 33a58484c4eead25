// What a context knows of the operations of ours around it.

import type { Context } from '@opentelemetry/api';
import type { ModelRun } from '../arbiter.ts';
import type { AgentTally } from './agent-tally.ts';
import type { OperationStart } from '../operation.ts';

interface Parent {
  readonly start: OperationStart;
  /** Of the nearest agent: the parent itself, or whoever runs it. */
  readonly agent: AgentTally | undefined;
  /** The parent itself, where it is a framework's run of a model. */
  readonly run: ModelRun | undefined;
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

/** The framework's run of a model right around `context`, if there is one. */
export function runAround(context: Context): ModelRun | undefined {
  return parentOf(context)?.run;
}

/** `context` as the children of an operation have it. */
export function withParent(
  context: Context,
  start: OperationStart,
  agent: AgentTally | undefined,
  run?: ModelRun,
): Context {
  return context.setValue(PARENT, { start, agent, run } satisfies Parent);
}

function parentOf(context: Context): Parent | undefined {
  return context.getValue(PARENT) as Parent | undefined;
}
