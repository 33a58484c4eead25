// What methods of SDKs of the generator Stainless return: a promise of their own, which reads a body lazily.

import type { Invocation } from '../invocation.ts';
import { watchPromise } from '../promise.ts';
import { isApiPromise, observeApiPromise } from './api-promise.ts';
import { isPagePromise, observePagePromise } from './page-promise.ts';
import { observeStainlessResult } from './stream.ts';

/** Returns what the caller is to get in place of `returned`: itself, or an equal promise. */
export function observeStainless(returned: unknown, invocation: Invocation): unknown {
  if (isApiPromise(returned)) {
    if (isPagePromise(returned)) observePagePromise(returned, invocation);
    else observeApiPromise(returned, invocation);
    return returned;
  }
  if (!(returned instanceof Promise)) return observeStainlessResult(returned, invocation);
  return watchPromise(returned, {
    succeed: (result) => void observeStainlessResult(result, invocation),
    fail: (error) => invocation.fail(error),
  });
}
