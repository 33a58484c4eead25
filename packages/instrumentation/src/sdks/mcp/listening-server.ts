// Servers of version 2 that accept subscriptions to changes: no handler is called.

import { ownValue } from '../../model/size.ts';
import type { Target } from '../../model/target.ts';
import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { describeMessage } from './describe.ts';
import { methodOwner } from './method-owner.ts';
import { failureOf } from './results.ts';
import { watchedResult } from './watched-handler.ts';
import { messageOf, type Wire } from './wire.ts';

const VERSION = 'io.modelcontextprotocol/protocolVersion';
/** What serves a subscription is no transport: its kind is known from the class that serves it. */
const STDIO = { _stdin: undefined };
const HTTP = { sessionIdGenerator: undefined };
const INVALID_PARAMS = '-32602';
const INTERNAL = '-32603';
/** The SDK's own limit. */
const DEFAULT_MOST = 1024;

/** In the file of the server that accepts them. */
export const listeningServer: readonly Target[] = [
  {
    kind: 'subscribe',
    name: 'StdioListenRouter',
    isLocal: true,
    install(from, tracing) {
      const prototype = methodOwner(from, 'StdioListenRouter', 'serve');
      if (prototype !== undefined) tracing.replace(prototype, 'serve', accepting(tracing, STDIO));
    },
  },
  {
    kind: 'wrapped',
    name: 'createListenRouter',
    isLocal: true,
    around: (tracing) => (original) =>
      function (this: unknown, ...args: unknown[]): unknown {
        const router = original.apply(this, args);
        if (typeof router === 'object' && router !== null) {
          const most = ownValue(args[0], 'maxSubscriptions') ?? DEFAULT_MOST;
          const isFull = (): boolean =>
            Number((router as { readonly openCount?: unknown }).openCount) >= Number(most);
          tracing.replace(router, 'serve', accepting(tracing, HTTP, isFull));
        }
        return router;
      },
  },
];

function accepting(
  tracing: Tracing,
  transport: object,
  isFull: () => boolean = () => false,
): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [message, , , info] = args;
      const refusal = tracing.attempt('counting subscriptions', isFull) ? INTERNAL : INVALID_PARAMS;
      const running = tracing.attempt('describing a message', () =>
        begun(message, this, info, transport, tracing),
      );
      if (running === undefined) return original.apply(this, args);
      return watchedResult(
        () => running.run(() => original.apply(this, args)),
        (answer) => {
          const rpcStatusCode = tracing.attempt('reading a result', () => codeIn(answer, refusal));
          running.end({ response: rpcStatusCode === undefined ? {} : toResponse(rpcStatusCode) });
        },
        (error) => running.fail(error),
      );
    };
}

function begun(
  received: unknown,
  router: unknown,
  info: unknown,
  transport: object,
  tracing: Tracing,
): RunningOperation | undefined {
  const message = messageOf(received);
  if (message === undefined) return undefined;
  const carrier = ownValue(message.params, '_meta');
  const wire: Wire = {
    _transport: transport,
    _serverInfo: (info ?? ownValue(router, '_serverInfo')) as Wire['_serverInfo'],
    _negotiatedProtocolVersion: ownValue(carrier, VERSION),
  };
  const isAmbient = transport === HTTP;
  return tracing.start(
    describeMessage(wire, message, 'server', message.id),
    tracing.receive(carrier, { isAmbient }),
  );
}

/** The code of a refusal. Of an answer of HTTP nothing is read but the kind of its body. */
function codeIn(answer: unknown, refusal: string): string | undefined {
  if (answer instanceof Response) {
    const type = answer.headers.get('content-type') ?? '';
    return type.startsWith('text/event-stream') ? undefined : refusal;
  }
  const code = ownValue(ownValue(answer, 'error'), 'code');
  return Number.isSafeInteger(code) ? String(code) : undefined;
}

/** A mistake of the client is none of the server. */
function toResponse(code: string): {
  readonly rpcStatusCode: string;
  readonly failure?: ReturnType<typeof failureOf>;
} {
  if (code === INVALID_PARAMS) return { rpcStatusCode: code };
  return { rpcStatusCode: code, failure: failureOf({ code: Number(code) }) };
}
