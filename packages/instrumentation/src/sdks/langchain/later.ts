// Calls what is replaced in a step of a promise: the context is the one in which the step was made, and no function of ours
// is on the stack of the application's code. docs/decisions/0018-tools-that-a-package-runs.md says more.

import type { AnyFunction } from '../../model/tracing.ts';

/** What calls `original` with `args`, one turn of the microtask queue after it is called itself. */
export function laterCall<T>(
  original: AnyFunction,
  self: unknown,
  args: readonly unknown[],
): () => Promise<T> {
  // A bound function of the language has no frame of its own.
  const call = Reflect.apply.bind(undefined, original, self) as (list: readonly unknown[]) => T;
  return () => Promise.resolve(args).then(call);
}

/** The same for a step of an iterator that is watched. */
export function laterStep<T>(step: () => T): () => T {
  return () => Promise.resolve().then(step) as T;
}

const { constructor: asyncFunction } = Object.getPrototypeOf(async () => undefined) as {
  readonly constructor: unknown;
};

/** Whether `value` is an async function: nobody can tell when it begins. */
export function isAsync(value: unknown): boolean {
  return typeof value === 'function' && value.constructor === asyncFunction;
}
