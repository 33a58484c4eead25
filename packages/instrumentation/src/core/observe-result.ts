// Tells a stream from a plain result, and watches a stream's iteration in place.

import { endWhenCollected } from './abandonment.ts';
import type { Invocation } from './invocation.ts';
import { observeIterator } from './observe-iterator.ts';

/** The stream class that the generated SDKs share: all of its readers go through `iterator`. */
interface SdkStream {
  iterator: () => AsyncIterator<unknown>;
  controller?: { signal?: { aborted?: boolean } };
}

/** Watches `result` and returns it. A stream ends its invocation when it has been read. */
export function observeResult(result: unknown, invocation: Invocation): unknown {
  if (invocation.ended) return result;
  if (isSdkStream(result)) observeSdkStream(result, invocation);
  else invocation.succeed(result);
  return result;
}

function isSdkStream(result: unknown): result is SdkStream {
  return (
    typeof result === 'object' &&
    result !== null &&
    Symbol.asyncIterator in result &&
    'iterator' in result &&
    typeof result.iterator === 'function'
  );
}

function observeSdkStream(stream: SdkStream, invocation: Invocation): void {
  const { iterator, controller } = stream;
  const isAborted = (): boolean => controller?.signal?.aborted === true;
  stream.iterator = function (this: unknown) {
    return observeIterator(iterator.call(this), invocation, isAborted);
  };
  endWhenCollected(stream, invocation);
}
