// The question of version 2's clients before the session which versions a server knows. It does not pass through
// `Protocol`.

import { ownValue } from '../../model/size.ts';
import type { Target } from '../../model/target.ts';
import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { describeMessage } from './describe.ts';
import { failureOf, isRefusal, responseInError, responseOf } from './results.ts';
import { withTrace } from './trace-in-message.ts';
import { watchedResult } from './watched-handler.ts';
import type { Message, Wire } from './wire.ts';

const DISCOVER = 'server/discover';
const VERSION = 'io.modelcontextprotocol/protocolVersion';

/** What asks the server: the SDK's `ProbeWindow`. Its replies include errors. */
interface Reply {
  readonly kind?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}
/** The codes that the SDK gives to errors of these kinds elsewhere. */
const WITHOUT_REPLY: Readonly<Record<string, number>> = { closed: -32_000, timeout: -32_001 };
type Build = (id: unknown) => Message;

/** The targets in the file of the client's class. */
export const pastProtocol: readonly Target[] = [
  {
    kind: 'subscribe',
    name: 'ProbeWindow',
    isLocal: true,
    install(locals, tracing) {
      const { ProbeWindow: found } = (locals ?? {}) as { readonly ProbeWindow?: unknown };
      if (typeof found !== 'function') return;
      tracing.replace(found.prototype as object, 'exchange', asking(tracing));
    },
  },
];

function asking(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [build, ...more] = args as [Build, ...unknown[]];
      const running = tracing.attempt('describing a message', () =>
        tracing.start(describeMessage(this as Wire, { method: DISCOVER }, 'client', undefined)),
      );
      if (running === undefined || typeof build !== 'function') return original.apply(this, args);
      const again = (): unknown => running.run(() => original.apply(this, args));
      return watchedResult(
        () => {
          const asked = running.run(() =>
            original.apply(this, [carrying(build, running, tracing), ...more]),
          );
          return asked instanceof Promise
            ? asked.then((reply: unknown) => (hasRefused(reply as Reply) ? again() : reply))
            : asked;
        },
        (reply) => tracing.attempt('reading a result', () => endWith(reply as Reply, running)),
        (error) => running.fail(error),
      );
    };
}

/** Builds the request with the trace. */
function carrying(build: Build, running: RunningOperation, tracing: Tracing): Build {
  return (id) => {
    const request = build(id);
    const passed = tracing.attempt('passing the trace on', () => {
      const version = ownValue(ownValue(request.params, '_meta'), VERSION);
      running.request({
        jsonrpcRequestId: String(id),
        ...(typeof version === 'string' && { mcpProtocolVersion: version }),
      });
      return withTrace([request], 0, tracing.traceContext)?.[0];
    });
    return (passed as Message | undefined) ?? request;
  };
}

/** It would take a server of these versions for an older one. */
function hasRefused({ kind, error }: Reply): boolean {
  return kind === 'response' && isRefusal(error);
}

function endWith({ kind, result, error }: Reply, running: RunningOperation): void {
  const code = WITHOUT_REPLY[String(kind)];
  if (code !== undefined) return running.end({ response: { failure: failureOf({ code }) } });
  if (error === undefined) return running.end({ response: responseOf(result) });
  const response = { ...responseInError(error), failure: failureOf(error) };
  if (kind === 'response') running.end({ response });
  else running.fail(error, { response });
}
