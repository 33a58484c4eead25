// Watches an async iterator in place: the object stays the generator that it was. Every step runs
// inside the caller's own iteration, in the context of the call.

import { AsyncLocalStorage } from 'node:async_hooks';

/** What is told of an iteration. None of these may throw. */
export interface IterationObserver {
  run<T>(step: () => T): T;
  /** Returns `false` for a value that the reader must not see. */
  chunk(value: unknown): boolean;
  streamEnded(outcome: 'completed' | 'aborted' | 'abandoned'): void;
  fail(error: unknown): void;
}

/**
 * Replaces `next`, `return` and `throw` on `iterator` itself and returns it.
 * `isAborted` tells an iteration that ended because its caller aborted from a complete one.
 */
export function observeIterator<T extends AsyncIterator<unknown>>(
  iterator: T,
  observer: IterationObserver,
  isAborted: () => boolean = () => false,
): T {
  const own = iterator as AsyncIterator<unknown, unknown, unknown>;
  const { next, return: close, throw: raise } = own;
  type Step = IteratorResult<unknown>;
  const onStep = (result: Step): Step | Promise<Step> => {
    if (result.done === true) observer.streamEnded(isAborted() ? 'aborted' : 'completed');
    else if (!observer.chunk(result.value)) return own.next();
    return result;
  };
  const onError = (error: unknown): never => {
    observer.fail(error);
    throw error;
  };
  // Loops pass no value. Their steps share one bound function: entering a context anew for each
  // of them would copy it each time.
  const step = (): Promise<IteratorResult<unknown>> => next.call(own);
  let boundStep: typeof step | undefined;
  own.next = (...values) => {
    if (values.length > 0) {
      return observer.run(() => next.apply(own, values)).then(onStep, onError);
    }
    boundStep ??= observer.run(() => AsyncLocalStorage.bind(step));
    return boundStep().then(onStep, onError);
  };
  if (close !== undefined) {
    own.return = (value) => {
      // The caller stopped reading: that is the end, even if closing takes long or fails.
      observer.streamEnded('aborted');
      return observer.run(() => close.call(own, value));
    };
  }
  if (raise !== undefined) {
    own.throw = (error) => {
      observer.fail(error);
      return observer.run(() => raise.call(own, error));
    };
  }
  return iterator;
}
