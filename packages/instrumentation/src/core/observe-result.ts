// Tells a stream from a plain result, and watches a stream's iteration in place.

import { endWhenCollected } from './abandonment.ts';
import type { Invocation } from './invocation.ts';
import { observeIterator, watchStop, type IterationState } from './observe-iterator.ts';

/** The stream class that the generated SDKs share: all of its readers go through `iterator`. */
interface SdkStream {
  [Symbol.asyncIterator]: () => AsyncIterator<unknown, unknown, unknown>;
  iterator: () => AsyncIterator<unknown>;
  controller?: { signal?: { aborted?: boolean; reason?: unknown } };
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
  let reader: object | undefined;
  const state: IterationState & { readonly stream: SdkStream } = {
    // An iterator keeps its stream alive: only when both are collected can nobody read any more.
    stream,
    isAborted: () => controller?.signal?.aborted === true,
    isAbortReason: (error) => error !== undefined && controller?.signal?.reason === error,
    // Whoever takes the first step; an iterator that is only made takes nothing.
    isReader: (candidate) => (reader ??= candidate) === candidate,
  };
  // A proxied function prints like the one it stands for.
  stream.iterator = new Proxy(iterator, {
    apply: (target, self) => observeIterator(target.call(self), invocation, state),
  });
  watchOuterIterator(stream, invocation);
  endWhenCollected(stream, invocation);
  invocation.handedOut();
}

/**
 * Newer majors put a generator of their own around `iterator`. One that is closed before its first
 * step never gets to ours.
 */
function watchOuterIterator(stream: SdkStream, invocation: Invocation): void {
  if (!Object.hasOwn(stream, Symbol.asyncIterator)) return;
  stream[Symbol.asyncIterator] = new Proxy(stream[Symbol.asyncIterator], {
    apply(target, self) {
      const made = target.call(self);
      watchStop(made, invocation);
      return made;
    },
  });
}
