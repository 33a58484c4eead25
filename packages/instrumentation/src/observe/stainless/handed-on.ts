// Responses that a helper takes out of the SDK's promise to create a stream itself: the promise is
// never parsed, and the holder of the stream does not hold the promise.

import { endWhenCollected } from '../../foundation/abandonment.ts';
import type { StreamMakerTarget } from '../../model/target.ts';
import type { Invocation } from '../invocation.ts';
import { observeStainlessResult } from './stream.ts';
import { replaceMethod } from '../../foundation/replaced-method.ts';
import { safely } from '../../foundation/safely.ts';

const invocations = new WeakMap<object, Invocation>();

/** The stream created from `response` belongs to `invocation`. */
export function handOn(response: unknown, invocation: Invocation): void {
  if (typeof response !== 'object' || response === null) return;
  invocations.set(response, invocation);
  endWhenCollected(response, invocation);
}

/** Watches the streams that `of` makes of such responses. */
export function watchMaker({ method }: StreamMakerTarget, of: unknown): boolean {
  if (typeof of !== 'function') return false;
  return replaceMethod(
    of,
    method,
    (original, patch) =>
      // A method in an object literal has no `prototype` and its own name, like the original.
      ({
        [method](this: unknown, ...args: unknown[]): unknown {
          const stream = original.apply(this, args);
          const invocation = patch().isOff ? undefined : invocations.get(args[0] as object);
          if (invocation !== undefined) {
            safely('observing a stream', () => observeStainlessResult(stream, invocation));
          }
          return stream;
        },
      })[method] as typeof original,
  );
}
