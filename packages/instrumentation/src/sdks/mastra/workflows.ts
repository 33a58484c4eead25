// Mastra's workflows and their steps: an engine runs both, or another class the steps of an engine that speaks in events.
// Agents are made of workflows, too, which are hidden.

import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { ofClasses } from './classes.ts';
import { failWith } from './failures.ts';
import { type Ended, runHidden } from './networks.ts';
import { isBridged, isHidden, type Mastra, type TracingPolicy } from './observability.ts';

interface Engine {
  readonly mastra?: Mastra;
  readonly options?: { readonly tracingPolicy?: TracingPolicy };
}
interface Run {
  readonly workflowId?: string;
  readonly resourceId?: string;
}
interface Step {
  readonly id?: string;
  readonly component?: string;
}
interface StepRun {
  readonly workflowId?: string;
  readonly step?: Step;
  /** In place of a step, of an engine that speaks in events: it is an entry of a graph. */
  readonly entry?: Step & { readonly step?: Step };
  readonly tracingPolicy?: TracingPolicy;
}

type Asked = Run & StepRun;

/** Workflows of networks, which older releases do not hide. */
const OF_NETWORKS: ReadonlySet<string | undefined> = new Set([
  'agent-loop-main-workflow',
  'iteration-with-validation',
  'Agent-Network-Outer-Workflow',
]);

/** A method that runs a workflow or a step. */
interface Method {
  start(tracing: Tracing, asked: Asked): RunningOperation | undefined;
  /** How it has ended, in what the method returns. */
  endedIn(result: unknown): Ended | undefined;
  /** Runs what has no operation. */
  hidden(asked: Asked, run: () => Promise<unknown>): Promise<unknown>;
}

const WORKFLOW: Method = {
  start: startRun,
  endedIn: (result) => result as Ended,
  hidden: runHidden,
};
const STEP: Method = {
  start: startStep,
  endedIn: (result) => (result as { readonly result?: Ended }).result,
  hidden: (_asked, run) => run(),
};

/** By class. */
const METHODS: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  DefaultExecutionEngine: { execute: WORKFLOW, executeStep: STEP },
  EventedExecutionEngine: { execute: WORKFLOW },
  StepExecutor: { execute: { ...STEP, endedIn: (result) => result as Ended } },
};

/** Of these classes. */
export const engines = ofClasses(METHODS, running);

function running(
  tracing: Tracing,
  { start, endedIn, hidden }: Method,
): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const asked = args[0] as Asked;
      const begun = tracing.attempt('mastra: a workflow', () => {
        const { mastra, options } = this as Engine;
        if (isHidden(options?.tracingPolicy, 'workflow') || isBridged(mastra)) return undefined;
        return OF_NETWORKS.has(asked.workflowId) ? undefined : start(tracing, asked);
      });
      const run = (): Promise<unknown> => original.apply(this, args) as Promise<unknown>;
      if (begun === undefined) return hidden(asked, run);
      return begun.run(run).then(
        (value) => {
          tracing.attempt('mastra: the end of a workflow', () => end(begun, endedIn(value) ?? {}));
          return value;
        },
        (error: unknown) => {
          tracing.attempt('mastra: an error', () => failWith(begun, error));
          throw error;
        },
      );
    };
}

function startRun(
  tracing: Tracing,
  { workflowId: name, resourceId: userId }: Run,
): RunningOperation | undefined {
  return tracing.start({ kind: 'step', name, request: {} }, { userId });
}

/** A step that is a workflow has the span of that. */
function startStep(
  tracing: Tracing,
  { entry, step = entry?.step ?? entry, tracingPolicy }: StepRun,
): RunningOperation | undefined {
  if (step?.component === 'WORKFLOW' || isHidden(tracingPolicy, 'workflow')) return undefined;
  return tracing.start({ kind: 'step', name: step?.id, request: {} });
}

/** One that is suspended has not failed. */
function end(begun: RunningOperation, { status, error }: Ended): void {
  if (status === 'failed') failWith(begun, error);
  else begun.end({ outcome: status === 'canceled' ? 'aborted' : 'completed' });
}
