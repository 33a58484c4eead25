// Watches what an SDK method returns without changing what its caller gets: the same promise,
// the same stream object, nothing read early, no promise that nobody awaits.

import { observeApiPromise, isApiPromise } from './stainless/api-promise.ts';
import type { Invocation } from './invocation.ts';
import { observeResult } from './stainless/stream.ts';
import { isPagePromise, observePagePromise } from './stainless/page-promise.ts';

/** Returns what the caller is to get in place of `returned`: itself, or an equal promise. */
export function observe(returned: unknown, invocation: Invocation): unknown {
  if (isApiPromise(returned)) {
    if (isPagePromise(returned)) observePagePromise(returned, invocation);
    else observeApiPromise(returned, invocation);
    return returned;
  }
  if (returned instanceof Promise) {
    return returned.then(
      (result: unknown) => observeResult(result, invocation),
      (error: unknown) => {
        invocation.fail(error);
        throw error;
      },
    );
  }
  return observeResult(returned, invocation);
}
