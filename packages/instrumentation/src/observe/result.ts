// Tells a stream, and an error in the place of a response, from a complete result.

import { safely } from '../foundation/safely.ts';
import { watchAsyncIterable } from './async-iterable.ts';
import type { Invocation } from './invocation.ts';
import { isThenable, watchPromise } from './promise.ts';

/** Watches `result` and returns it. A stream ends its invocation when it has been read. */
export function observeResult(result: unknown, invocation: Invocation): unknown {
  if (invocation.ended) return result;
  const { method } = invocation;
  const error = method.thrown && safely('looking for an error', () => method.thrown!(result));
  if (error !== undefined) {
    invocation.fail(error);
    return result;
  }
  const stream = streamIn(result, invocation);
  if (stream === undefined || !watchAsyncIterable(stream, invocation)) invocation.succeed(result);
  else if (method.whole !== undefined) watchWhole(result, method.whole, invocation);
  return result;
}

/** The stream in `result`; the call lasts until it has been read. */
function streamIn(result: unknown, { method }: Invocation): object | undefined {
  return safely('looking for a stream', () => method.stream?.(result));
}

/** The promise at `key`, beside a stream that is watched. Its place in `result` stays what it was. */
function watchWhole(result: unknown, key: string, invocation: Invocation): void {
  const place = Object.getOwnPropertyDescriptor(result, key);
  if (place === undefined || !isThenable(place.value)) return;
  const value = watchPromise(place.value, {
    succeed: (whole) => invocation.isUnread && invocation.succeed(whole),
    fail: (error) => invocation.isUnread && invocation.fail(error),
  });
  Object.defineProperty(result, key, { ...place, value });
}
