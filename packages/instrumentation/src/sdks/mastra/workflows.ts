// Mastra's workflows and their steps: an engine runs both. Agents are made of workflows, too, which are hidden.

import type { SubscribeTarget } from '../../model/target.ts';
import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { failWith } from './failures.ts';
import { isBridged, isHidden, type Mastra, type TracingPolicy } from './observability.ts';

interface Engine {
  readonly mastra?: Mastra;
  readonly options?: { readonly tracingPolicy?: TracingPolicy };
}
interface Run {
  readonly workflowId?: string;
  readonly resourceId?: string;
}
interface StepRun {
  readonly step?: { readonly id?: string; readonly component?: string };
}
/** How a run or a step has ended. */
interface Ended {
  readonly status?: string;
  readonly error?: unknown;
}

const ENGINES = ['DefaultExecutionEngine', 'EventedExecutionEngine'] as const;

/** Of the classes of engines. */
export const engines: readonly SubscribeTarget[] = ENGINES.map((name) => ({
  kind: 'subscribe',
  name,
  isLocal: true,
  install(locals, tracing) {
    const found = (locals as Readonly<Record<string, unknown>>)[name];
    if (typeof found !== 'function') return;
    const prototype = found.prototype as object;
    tracing.replace(
      prototype,
      'execute',
      running(tracing, startRun, (result) => result as Ended),
    );
    tracing.replace(
      prototype,
      'executeStep',
      running(tracing, startStep, (result) => (result as { readonly result?: Ended }).result),
    );
  },
}));

/** Around a method that runs what `start` begins; `endedIn` finds in its result how that has ended. */
function running(
  tracing: Tracing,
  start: (tracing: Tracing, asked: object) => RunningOperation | undefined,
  endedIn: (result: unknown) => Ended | undefined,
): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const begun = tracing.attempt('mastra: a workflow', () => {
        const { mastra, options } = this as Engine;
        if (isHidden(options?.tracingPolicy, 'workflow') || isBridged(mastra)) return undefined;
        return start(tracing, args[0] as object);
      });
      if (begun === undefined) return original.apply(this, args);
      const result = begun.run(() => original.apply(this, args)) as Promise<unknown>;
      return result.then(
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
function startStep(tracing: Tracing, { step }: StepRun): RunningOperation | undefined {
  if (step?.component === 'WORKFLOW') return undefined;
  return tracing.start({ kind: 'step', name: step?.id, request: {} });
}

/** One that is suspended has not failed. */
function end(begun: RunningOperation, { status, error }: Ended): void {
  if (status === 'failed') failWith(begun, error);
  else begun.end({ outcome: status === 'canceled' ? 'aborted' : 'completed' });
}
