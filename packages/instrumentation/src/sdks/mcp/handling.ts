// Requests and notifications that a client or server handles. The SDK looks a handler up, runs it later, and returns
// nothing that one could wait for: while it looks, another one stands in its place.

import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { contentOf, contentOfResult, describeMessage } from './describe.ts';
import { codeOfRefusal } from './refused-at-once.ts';
import { acceptedBy, awaitHandler, end, type OpenRequest } from './refused-request.ts';
import { responseOf, thrownByHandler } from './results.ts';
import { noteAnswered, noteEnd, noteHandled, originOf } from './running.ts';
import { noteResult } from './session.ts';
import { factsOf, transportOf } from './transport.ts';
import { inPlaceOf, watchedResult } from './watched-handler.ts';
import { type Extra, type Handler, type Message, messageOf, type Wire } from './wire.ts';

const NOT_FOUND = '-32601';

/** Around `_onrequest`. */
export function handlingRequests(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const wire = this as Wire;
      const [request, extra] = args as [Message & { readonly method: string }, Extra | undefined];
      const running = begun(wire, request, tracing, extra);
      const handlers = wire._requestHandlers;
      if (running === undefined || handlers === undefined) return original.apply(this, args);
      const handler = handlers.get(request.method) ?? wire.fallbackRequestHandler;
      const call = (): unknown => running.run(() => original.apply(this, args));
      if (typeof handler !== 'function') {
        running.end({ response: { rpcStatusCode: NOT_FOUND } });
        return call();
      }
      const before = wire._requestHandlerAbortControllers?.get(request.id);
      const open = { wire, request, running, isCalled: false, former: acceptedBy(before) };
      noteHandled(wire, request.id, running);
      const watched = watchedHandler(open, handler, tracing);
      let refused: string | undefined;
      try {
        let result: unknown;
        refused = codeOfRefusal(wire, request.id, tracing, () => {
          result = inPlaceOf(handlers, request.method, watched, call);
        });
        return result;
      } finally {
        const controllers = wire._requestHandlerAbortControllers;
        const controller = controllers?.get(request.id);
        // Another request with its id may be open.
        if (controllers === undefined || controller === undefined || controller === before) {
          end(open, refused === undefined ? {} : { response: { rpcStatusCode: refused } });
        } else awaitHandler(open, controllers, controller);
      }
    };
}

/** Around `_onnotification`. Those without a handler are not recorded: nothing happens. */
export function handlingNotifications(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const wire = this as Wire;
      const [notification] = args as [Message];
      const handlers = wire._notificationHandlers;
      const handler = handlers?.get(notification?.method) ?? fallbackOf(wire);
      const running =
        handler === undefined ? undefined : begun(wire, notification, tracing, undefined);
      if (handler === undefined || handlers === undefined || running === undefined) {
        return original.apply(this, args);
      }
      let isCalled = false;
      const watched: Handler = (...given) => {
        isCalled = true;
        return watchedResult(
          () => handler(...given),
          () => running.end(),
          (error) => running.fail(error),
        );
      };
      try {
        return inPlaceOf(handlers, notification.method, watched, () =>
          running.run(() => original.apply(this, args)),
        );
      } finally {
        // The SDK calls the handler in the next microtask, if it does.
        queueMicrotask(() => {
          if (!isCalled) running.end();
        });
      }
    };
}

/** Around `_onresponse`: what the server says when the session begins. */
export function noticingResponses(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      tracing.attempt('reading a result', () => {
        const response = args[0] as
          | { readonly id?: unknown; readonly result?: unknown }
          | undefined;
        noteEnd(this as Wire, response?.id);
        noteResult(this as Wire, response?.result);
      });
      return original.apply(this, args);
    };
}

/** The SDK passes it only the notification. */
function fallbackOf({ fallbackNotificationHandler: fallback }: Wire): Handler | undefined {
  return typeof fallback === 'function' ? (...[only]) => fallback(only) : undefined;
}

function begun(
  wire: Wire,
  received: Message,
  tracing: Tracing,
  extra: Extra | undefined,
): RunningOperation | undefined {
  return tracing.attempt('describing a message', () => {
    const message = messageOf(received);
    if (message === undefined) return undefined;
    const headers = extra?.requestInfo?.headers;
    const { parent, carrier } = originOf(wire, message);
    const { isAmbient } = factsOf(transportOf(wire));
    return tracing.start(describeMessage(wire, message, 'server', message.id, headers), {
      ...(parent === undefined ? tracing.receive(carrier, { isAmbient }) : { parent }),
      input: () => contentOf(message),
    });
  });
}

function watchedHandler(open: OpenRequest, handler: Handler, tracing: Tracing): Handler {
  const { wire, request, running } = open;
  return (...args) => {
    open.isCalled = true;
    return watchedResult(
      () => handler(...args),
      (result) => {
        const response = tracing.attempt('reading a result', () => {
          noteResult(wire, result);
          return responseOf(result);
        });
        end(open, { response, output: () => contentOfResult(request.method, result) });
      },
      (error) => {
        const told = tracing.attempt('reading an error', () => thrownByHandler(error));
        if (told?.isFault === false) return end(open, { response: told.response });
        noteAnswered(wire, request.id, running);
        running.fail(error, { response: told?.response });
      },
    );
  };
}
