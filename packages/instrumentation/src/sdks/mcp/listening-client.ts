// Clients of version 2 that subscribe to changes: the request does not pass through `Protocol`.

import { ownValue } from '../../model/size.ts';
import type { Target } from '../../model/target.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { describeMessage } from './describe.ts';
import { failureOf, isRefusal, responseInError } from './results.ts';
import { methodOwner } from './method-owner.ts';
import type { Wire } from './wire.ts';

const METHOD = 'subscriptions/listen';

/** The trace that the next envelope of `client` carries. */
let opening: { readonly client: unknown; readonly carrier: object } | undefined;

/** In the file of the client's class. */
export const listeningClient: Target = {
  kind: 'subscribe',
  name: 'Client',
  isLocal: true,
  install(from, tracing) {
    const prototype = methodOwner(from, 'Client', 'listen');
    if (prototype === undefined) return;
    tracing.replace(prototype, '_outboundMetaEnvelope', carrying);
    tracing.replace(prototype, 'listen', subscribing(tracing));
  },
};

function carrying(original: AnyFunction): AnyFunction {
  return function (this: unknown, ...args: unknown[]): unknown {
    const envelope = original.apply(this, args) as object | undefined;
    if (opening === undefined || opening.client !== this) return envelope;
    return { ...opening.carrier, ...envelope };
  };
}

function subscribing(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const running = tracing.attempt('describing a message', () =>
        tracing.start(describeMessage(this as Wire, { method: METHOD }, 'client', undefined)),
      );
      if (running === undefined) return original.apply(this, args);
      const first = running.run(() => {
        opening = { client: this, carrier: tracing.traceContext() };
        try {
          // It sends before it waits.
          return original.apply(this, args);
        } finally {
          opening = undefined;
        }
      });
      if (!(first instanceof Promise)) return first;
      // The caller gets the last of these: an error that nobody handles stays one.
      return first
        .catch((error: unknown) => {
          if (isRefusal(error)) return running.run(() => original.apply(this, args));
          throw error;
        })
        .then(
          (subscription: unknown) => {
            running.end();
            return subscription;
          },
          (error: unknown) => {
            running.fail(error, {
              ...(isAborted(args[1]) && { outcome: 'aborted' }),
              response: { ...responseInError(error), failure: failureOf(error) },
            });
            throw error;
          },
        );
    };
}

function isAborted(options: unknown): boolean {
  const signal = ownValue(options, 'signal');
  return signal instanceof AbortSignal && signal.aborted;
}
