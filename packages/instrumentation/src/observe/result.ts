// Tells a stream from a complete result.

import { watchAsyncIterable } from './async-iterable.ts';
import type { Invocation } from './invocation.ts';

/** Watches `result` and returns it. A stream ends its invocation when it has been read. */
export function observeResult(result: unknown, invocation: Invocation): unknown {
  if (invocation.ended) return result;
  const error = invocation.errorIn(result);
  if (error !== undefined) {
    invocation.fail(error);
    return result;
  }
  const stream = invocation.streamIn(result);
  if (stream === undefined || !watchAsyncIterable(stream, invocation)) invocation.succeed(result);
  return result;
}
