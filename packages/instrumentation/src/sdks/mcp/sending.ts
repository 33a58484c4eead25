// Requests and notifications that a client or server sends.

import { defineMethod, type AnyMethod } from '../../model/method.ts';
import { contentOf, contentOfResult, describeMessage } from './describe.ts';
import { ERROR_TEXTS, failureOf, isRefusal, responseInError, responseOf } from './results.ts';
import { isLeg, noteOurs, noteSent } from './running.ts';
import { withTrace } from './trace-in-message.ts';
import { type Message, messageOf, type Wire, wireOf } from './wire.ts';

interface Options {
  readonly signal?: unknown;
  readonly onprogress?: unknown;
}

/**
 * `at`: the index of the request among the arguments; the SDK's options are two further. `hasLegs`: it may pass here
 * again, with what the server has asked for.
 */
export function requestMethod(at: number, hasLegs: boolean): AnyMethod {
  return defineMethod<unknown, unknown[], unknown>({
    describe({ self, args }) {
      const message = messageOf(args[at]);
      const wire = wireOf(self);
      if (message === undefined || isSentBelow(wire, at)) return undefined;
      if (hasLegs && isLeg(wire, message)) return undefined;
      return describeMessage(wire, message, 'client', wire._requestMessageId);
    },
    pass({ self, args }, { traceContext }) {
      const passed = withTrace(args, at, traceContext);
      if (hasLegs && passed !== undefined) noteOurs(wireOf(self), passed[at] as Message);
      if (isListening(args[at + 2])) noteSent(wireOf(self), traceContext());
      return passed;
    },
    signal: ({ args }) => signalIn(args[at + 2]),
    isAbort: (_error, signal) => signal?.aborted === true,
    response: responseOf,
    failure: failureOf,
    inError: responseInError,
    errorTexts: ERROR_TEXTS,
    isRefusal,
    peer: ({ self }) => wireOf(self),
    asked: 'the trace is not sent in _meta any more',
    input: ({ args }) => contentOf(args[at] as object),
    keep: ({ args }) => messageOf(args[at])?.method,
    output: (result, method) => contentOfResult(method as string | undefined, result),
  });
}

/**
 * The same for a notification, which has no response and carries no trace: the SDK hands all of it to listeners, and
 * merges only those that have no parameters.
 */
export function notificationMethod(at: number): AnyMethod {
  return defineMethod<unknown, unknown[], unknown>({
    describe({ self, args }) {
      const message = messageOf(args[at]);
      const wire = wireOf(self);
      if (message === undefined || isSentBelow(wire, at)) return undefined;
      return describeMessage(wire, message, 'client', undefined);
    },
    response: () => ({}),
    failure: failureOf,
    errorTexts: ERROR_TEXTS,
  });
}

/** Whether this is a method of version 1 of a client of version 2, which sends in another one: `instrument()` finds both. */
function isSentBelow(wire: Wire, at: number): boolean {
  return at === 0 && '_requestWithSchemaViaCodec' in wire;
}

/** Whether the application listens to the progress of a request. */
function isListening(options: unknown): boolean {
  return typeof ((options ?? {}) as Options).onprogress === 'function';
}

function signalIn(options: unknown): AbortSignal | undefined {
  const { signal } = (options ?? {}) as Options;
  return signal instanceof AbortSignal ? signal : undefined;
}
