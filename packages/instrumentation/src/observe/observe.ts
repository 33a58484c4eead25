// Watches what a function of a package returns without changing what its caller gets: the same promise,
// the same stream object, nothing read early, no promise that nobody awaits.

import { endWhenCollected, keepUntilEnded } from '../foundation/abandonment.ts';
import type { AnyMethod } from '../model/method.ts';
import type { Invocation } from './invocation.ts';
import { isThenable, watchPromise } from './promise.ts';
import { observeResult } from './result.ts';
import { observeStainless } from './stainless/observe-stainless.ts';

/** Returns what the caller is to get in place of `returned`: itself, or an equal promise. */
export function observe(returned: unknown, invocation: Invocation, method: AnyMethod): unknown {
  if (method.settles === 'stainless') return observeStainless(returned, invocation);
  if (!isThenable(returned)) return observeResult(returned, invocation);
  const watched = watchPromise(returned, {
    asked: () => keepUntilEnded(invocation),
    succeed: (result) => void observeResult(result, invocation),
    fail: (error) => invocation.fail(error),
  });
  // Nobody need ever ask it.
  if (watched === returned) endWhenCollected(returned, invocation);
  return watched;
}

/** `args` whose callback, the first function from index `from` on, tells how the call ended. */
export function observeCallback(
  args: readonly unknown[],
  from: number,
  invocation: Invocation,
): unknown[] {
  const at = args.findIndex((arg, index) => index >= from && typeof arg === 'function');
  if (at < 0) return [...args];
  const callback = args[at] as (this: unknown, ...given: unknown[]) => unknown;
  const watched = function (this: unknown, error: unknown, ...results: unknown[]): unknown {
    if (error === undefined || error === null || error === false) {
      observeResult(results[0], invocation);
    } else invocation.fail(error);
    return callback.call(this, error, ...results);
  };
  for (const key of ['name', 'length'] as const) {
    Object.defineProperty(watched, key, { value: callback[key], configurable: true });
  }
  return args.with(at, watched);
}
