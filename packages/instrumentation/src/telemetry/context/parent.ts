// The data in a context about our surrounding operations.

import type { Attributes, Context } from '@opentelemetry/api';
import type { ModelRun } from '../arbiter.ts';
import type { AgentTally } from './agent-tally.ts';
import type { CostTally } from './cost-tally.ts';
import type { OperationStart } from '../operation.ts';
import type { ToolRun } from '../tool-run.ts';
import { meantBy } from './stand-ins.ts';

interface Parent {
  readonly start: OperationStart;
  /** Of the nearest agent: the parent itself, or its agent. */
  readonly agent: AgentTally | undefined;
  readonly costs: CostTally | undefined;
  /** The parent itself, if it is a framework's model run, or a tool. */
  readonly run: ModelRun | ToolRun | undefined;
}

/** Set by every operation that can have children. */
const PARENT = Symbol.for('llm-otel.parent');
/** Set by every operation whose work is code of the application. */
const NOTES = Symbol.for('llm-otel.notes');

/** Our operation around `context`, if there is one. */
export function parentOperation(context: Context): OperationStart | undefined {
  return parentOf(context)?.start;
}

/** The tally of the nearest agent around `context`, if any. */
export function agentAround(context: Context): AgentTally | undefined {
  return parentOf(context)?.agent;
}

/** The sum of the nearest operation around `context` that has one. */
export function costsAround(context: Context): CostTally | undefined {
  return parentOf(context)?.costs;
}

/** `context` for the work of an operation that collects what the application adds to it. */
export function withNotes(context: Context, notes: Attributes): Context {
  return context.setValue(NOTES, notes);
}

/** What the application adds to the nearest operation around `context`. */
export function notesAround(context: Context): Attributes | undefined {
  return context.getValue(NOTES) as Attributes | undefined;
}

/** The framework's model run directly around `context`, if any. */
export function runAround(context: Context): ModelRun | undefined {
  const run = parentOf(context)?.run;
  return run?.isTool === false ? run : undefined;
}

/** The running tool directly around `context`, if any. */
export function toolAround(context: Context): ToolRun | undefined {
  const run = parentOf(meantBy(context))?.run;
  return run?.isTool === true ? run : undefined;
}

/** `context` for the children of an operation. */
export function withParent(
  context: Context,
  start: OperationStart,
  agent: AgentTally | undefined,
  costs: CostTally | undefined,
  run?: ModelRun | ToolRun,
): Context {
  return context.setValue(PARENT, { start, agent, costs, run } satisfies Parent);
}

/** `context` without our operation around it. */
export function withoutParent(context: Context): Context {
  return context.deleteValue(PARENT).deleteValue(NOTES);
}

function parentOf(context: Context): Parent | undefined {
  return context.getValue(PARENT) as Parent | undefined;
}
