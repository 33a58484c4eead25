// Calls of a package that another call of it makes, such as polls: they are parts of that call, which alone is
// recorded and reads what they return.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { AnyMethod } from '../model/method.ts';
import { isThenable, watchPromise } from './promise.ts';

/** A running call with parts. */
interface Whole {
  readonly method: AnyMethod;
  readonly ended: boolean;
  /** Reads what a part returned. */
  note(returned: unknown): void;
}

/** Absent until there is one: few packages have such calls. */
let wholes: AsyncLocalStorage<Whole> | undefined;

/** Runs `work`: the calls in it that may be parts belong to `whole`. */
export function runWhole<T>(whole: Whole, work: () => T): T {
  wholes ??= new AsyncLocalStorage();
  return wholes.run(whole, work);
}

/** The running call that a call of `method` made now is part of. */
export function wholeAround({ partOf }: AnyMethod): Whole | undefined {
  if (partOf === undefined) return undefined;
  const whole = wholes?.getStore();
  return whole?.method.parts === partOf && !whole.ended ? whole : undefined;
}

/** Tells `whole` what a part of it returned; returns what the caller gets instead: itself, or an equal promise. */
export function tellingOf(returned: unknown, whole: Whole): unknown {
  if (!isThenable(returned)) return returned;
  return watchPromise(returned, {
    succeed: (result) => whole.note(result),
    fail: () => undefined,
  });
}
