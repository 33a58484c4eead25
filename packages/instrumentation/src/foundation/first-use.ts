// Work before the first use in a process: done by the first copy of the package that gets there.

import { processState } from './process-state.ts';

/** A moment that comes once. */
type Moment = 'target' | 'operation';

const callbacks = processState<Record<Moment, (() => void) | null | undefined>>(
  'first-use',
  () => ({ target: undefined, operation: undefined }),
);

/** Calls `callback` once before the first `target` is replaced, or the first `operation` starts. */
export function beforeFirst(moment: Moment, callback: () => void): void {
  if (callbacks[moment] === undefined) callbacks[moment] = callback;
}

/** Reports the moment. */
export function reach(moment: Moment): void {
  const callback = callbacks[moment];
  if (callback === undefined || callback === null) return;
  callbacks[moment] = null;
  callback();
}

/** Whether the moment came. */
export function hasCome(moment: Moment): boolean {
  return callbacks[moment] === null;
}
