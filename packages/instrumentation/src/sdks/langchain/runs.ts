// The runs of chains that are under way, by the id that the package gives them: what runs below them names its parent so.

import type { RunningOperation } from '../../model/tracing.ts';
import { isHere } from './place.ts';

/** One run. */
export interface Run {
  /** Its operation; of a run that is none, the operation around it. */
  readonly running: RunningOperation | undefined;
  readonly isOwn: boolean;
  /** The application has no callbacks: without us, there would be no manager of any. */
  readonly isSilent: boolean;
  /** What it is made of is its inside: the steps of a sequence. */
  readonly isComposite: boolean;
}

const runs = new Map<string, Run>();
/** A stream that nobody reads to its end tells nobody. */
const left = new FinalizationRegistry<string>((id) => {
  takeRun(id)?.end({ outcome: 'abandoned' });
});

/** Of managers that do not know our runs, since the application may look at theirs. */
const above = new WeakMap<object, Run>();
let count = 0;

/** An id for a run that nobody else sees. */
export function ownId(): string {
  count += 1;
  return `llm-otel-${count}`;
}

/** What runs with `manager` is below the run that `inherited` says. */
export function noteAbove(manager: object, inherited: unknown): void {
  const run = runAbove(inherited);
  if (run !== undefined) above.set(manager, run);
}

/** Notes a run that `manager` manages. */
export function noteRun(id: string, run: Run, manager: object): void {
  runs.set(id, run);
  left.register(manager, id);
}

/** The run that `manager` manages. */
export function runOf(manager: unknown): Run | undefined {
  const { runId } = (manager ?? {}) as { readonly runId?: unknown };
  return typeof runId === 'string' ? runs.get(runId) : undefined;
}

/** Forgets a run that has ended; returns its operation, if it is one. */
export function takeRun(id: string): RunningOperation | undefined {
  const run = runs.get(id);
  runs.delete(id);
  return run?.isOwn === true ? run.running : undefined;
}

/** The run that `callbacks`, a manager of callbacks, says that it is below. */
export function runAbove(callbacks: unknown): Run | undefined {
  if (typeof callbacks !== 'object' || callbacks === null) return undefined;
  const known = above.get(callbacks);
  if (known !== undefined) return known;
  const { _parentRunId: id } = callbacks as { readonly _parentRunId?: unknown };
  return typeof id === 'string' ? runs.get(id) : undefined;
}

/** The parent of what begins now below `run`; the active context is the better one where it belongs to `run`. */
export function parentIn(run: Run | undefined): RunningOperation | undefined {
  return isHere(run?.running) ? undefined : run?.running;
}
