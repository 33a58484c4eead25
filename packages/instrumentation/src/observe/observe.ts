// Watches what a package's function returns without changing what the caller gets: the same promise, the
// same stream object, no early read, no promise that is never awaited.

import { endWhenCollected, keepUntilEnded } from '../foundation/abandonment.ts';
import type { AnyMethod } from '../model/method.ts';
import type { Invocation } from './invocation.ts';
import { isThenable, watchPromise } from './promise.ts';
import { observeResult } from './result.ts';
import type { SecondTry } from './second-try.ts';
import { observeStainless } from './stainless/observe-stainless.ts';

/** Returns what the caller gets instead of `returned`: itself, or an equal promise. */
export function observe(returned: unknown, invocation: Invocation, method: AnyMethod): unknown {
  if (method.settles === 'stainless') return observeStainless(returned, invocation);
  if (!isThenable(returned)) return observeResult(returned, invocation);
  const watched = watchPromise(returned, {
    asked: () => keepUntilEnded(invocation),
    instead: (error) => secondTry(error, invocation),
    succeed: (result) => void observeResult(result, invocation),
    fail: (error) => invocation.fail(error),
  });
  // It may never be awaited.
  if (watched === returned) endWhenCollected(returned, invocation);
  return watched;
}

/** The call as its caller made it, if the server refuses what we have changed. */
function secondTry(
  error: unknown,
  { secondTry: second }: Invocation,
): Promise<unknown> | undefined {
  return second?.isDue(error) === true ? made(second) : undefined;
}

async function made(second: SecondTry): Promise<unknown> {
  const result = await second.make();
  second.answered();
  return result;
}

/** `args` whose callback, the first function from index `from` on, reports its end. */
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
