// The calls of models, tools and retrievers: each has a span that is active while the package makes it.

import type { Operation } from '../../model/operation.ts';
import type {
  AnyFunction,
  EndOptions,
  RunningOperation,
  StartOptions,
  Tracing,
} from '../../model/tracing.ts';
import { settled } from './ends.ts';
import { identityIn } from './identity.ts';
import { laterCall } from './later.ts';
import { inCall, withoutManager } from './place.ts';
import { parentIn, runAbove } from './runs.ts';

/** The configuration that the package hands on from run to run. */
export interface RunConfig {
  readonly callbacks?: unknown;
  readonly metadata?: unknown;
  readonly configurable?: unknown;
  readonly signal?: AbortSignal;
}

/** A call that has begun. */
export interface Call {
  readonly running: RunningOperation;
  /** What the package still calls the parent of what the call does. */
  readonly above: RunningOperation | undefined;
}

/** Begins one. */
export function beginCall(
  tracing: Tracing,
  operation: Operation,
  config: RunConfig | undefined,
  options: Pick<StartOptions, 'input' | 'isModelRun'>,
): Call | undefined {
  const run = runAbove(config?.callbacks);
  const running = tracing.start(operation, {
    ...options,
    parent: parentIn(run),
    ...identityIn(config?.configurable, config?.metadata),
  });
  return running && { running, above: run?.running };
}

/** How a call is made, and how it ends. */
export interface Making<T> {
  readonly original: AnyFunction;
  readonly self: unknown;
  readonly args: readonly unknown[];
  ending(value: T): EndOptions;
  readonly signal?: AbortSignal | undefined;
}

/** Makes it: the original returns a promise of the result. */
export function makeCall<T>(
  tracing: Tracing,
  call: Call | undefined,
  { original, self, args, ...how }: Making<T>,
): unknown {
  if (call === undefined) return withoutManager(() => original.apply(self, [...args]));
  const { running, above } = call;
  const result = inCall(running, above, laterCall<T>(original, self, args));
  return settled(result, running, tracing, how);
}
