// A handler of the application that is watched for one call: it stands in the SDK's map while that looks it up.

import type { Handler } from './wire.ts';

/** Runs `step` with `handler` in the map, which the SDK reads at once. */
export function inPlaceOf<T>(
  handlers: Map<unknown, Handler>,
  method: unknown,
  handler: Handler,
  step: () => T,
): T {
  const before = handlers.get(method);
  handlers.set(method, handler);
  try {
    return step();
  } finally {
    // Code of the application may have set another one.
    if (handlers.get(method) === handler) {
      if (before === undefined) handlers.delete(method);
      else handlers.set(method, before);
    }
  }
}

/** The result of `step` as it is; one of the two runs when it is known. They must not throw. */
export function watchedResult(
  step: () => unknown,
  succeed: (result: unknown) => void,
  fail: (error: unknown) => void,
): unknown {
  let result: unknown;
  try {
    result = step();
  } catch (error) {
    fail(error);
    throw error;
  }
  if (result instanceof Promise) {
    // The SDK handles a rejection: a second listener hides none.
    Promise.prototype.then.call(result, succeed, fail);
    return result;
  }
  if (typeof (result as { then?: unknown } | null | undefined)?.then !== 'function') {
    succeed(result);
    return result;
  }
  // It may do its work on each call of `then`: the SDK calls that of the promise instead.
  const settled = Promise.resolve(result);
  settled.then(succeed, fail);
  return settled;
}
