// Where the code that runs belongs to: the operation around it, and what has begun of it. It follows promises and streams.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { AnyFunction, RunningOperation } from '../../model/tracing.ts';

/** A stream whose run has not begun: the first run that begins in its place is that of the stream. */
export interface Claim {
  /** The graph that streams. */
  readonly graph?: object;
  /** Its run, once it has begun. */
  running?: RunningOperation | undefined;
  isTaken?: true;
}

/** A place. */
export interface Place {
  readonly running: RunningOperation | undefined;
  /** What the package still calls the parent here: it knows of no run of a tool or a model. */
  readonly above?: RunningOperation | undefined;
  readonly claim?: Claim;
  /** The run whose function is called: what the function runs is not what the run is made of. */
  readonly code?: object | undefined;
  /** The package asks for a callback manager for the operation itself, whose span is ours already. */
  awaitsManager?: boolean;
}

const places = new AsyncLocalStorage<Place>();

/** The place of the code that runs. */
export function here(): Place | undefined {
  return places.getStore();
}

/** Whether the code that runs belongs to `running`, as far as the package knows. */
export function isHere(running: RunningOperation | undefined): boolean {
  const place = here();
  return running === place?.running || (running !== undefined && running === place?.above);
}

/**
 * Runs `work`, a function of the run `code`, as a part of `running`, with its span active. `awaitsManager`: it looks up
 * the manager of the run first.
 */
export function inFunction<T>(
  running: RunningOperation,
  code: object,
  work: () => T,
  awaitsManager = true,
): T {
  const { above } = here() ?? {};
  return isHere(running)
    ? places.run({ running: here()?.running, above, code, awaitsManager }, work)
    : running.run(() => places.run({ running, code, awaitsManager }, work));
}

/** Runs `work`, a step of a stream of `running`, with its span active. */
export function inStep<T>(running: RunningOperation, work: () => T): T {
  return isHere(running) ? work() : running.run(() => places.run({ running }, work));
}

/** Does the same for the call of a model, a tool or a retriever that the package runs below `above`. */
export function inCall<T>(
  running: RunningOperation,
  above: RunningOperation | undefined,
  work: () => T,
  awaitsManager = true,
): T {
  return running.run(() => places.run({ running, above, awaitsManager }, work));
}

/** Runs `work` where it is, and notes what begins there. */
export function withClaim<T>(claim: Claim, work: () => T): T {
  const { running, above } = here() ?? {};
  return places.run({ running, above, claim }, work);
}

/** Runs `work`, whose first callback manager is as it is without us. */
export function withoutManager<T>(work: () => T): T {
  const { running, above } = here() ?? {};
  return places.run({ running, above, awaitsManager: true }, work);
}

/** What the run that begins now is the run of, if a stream has announced it. */
export function takeClaim(): Claim | undefined {
  const claim = here()?.claim;
  if (claim === undefined || claim.isTaken === true) return undefined;
  claim.isTaken = true;
  return claim;
}

/** `work`, which may be called elsewhere and later, as if it were called here. */
export function boundHere(work: AnyFunction): AnyFunction {
  return AsyncLocalStorage.bind(work);
}
