// What a client or server learns about its session when it begins, and how long it lasts.

import { ownValue } from '../../model/size.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { endUnanswered } from './running.ts';
import { factsOf, transportOf, versionTold } from './transport.ts';
import type { Wire } from './wire.ts';

/** `error.type` of a session that the server has ended: that of the requests which it leaves without a response. */
const CONNECTION_CLOSED = '-32000';

interface Session {
  readonly beganAt: number;
  /** This end has closed it. */
  isClosing: boolean;
}
const sessions = new WeakMap<object, Session>();

const versions = new WeakMap<object, string>();

/** The version of the protocol that both ends agreed on. */
export function versionAgreed(wire: Wire): string | undefined {
  const known = wire._negotiatedProtocolVersion;
  return typeof known === 'string' ? known : versions.get(wire);
}

/** Notes what the result of `initialize` says; any other result says nothing. */
export function noteResult(wire: Wire, result: unknown): void {
  const version = ownValue(result, 'protocolVersion');
  if (typeof version === 'string') versions.set(wire, version);
}

/** Around `connect`. */
export function noticingStarts(): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const isConnected = transportOf(this as Wire) !== undefined;
      if (!isConnected)
        sessions.set(this as Wire, { beganAt: performance.now(), isClosing: false });
      return original.apply(this, args);
    };
}

/** Around `close`. */
export function noticingCloses(): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const session = sessions.get(this as Wire);
      if (session !== undefined) session.isClosing = true;
      return original.apply(this, args);
    };
}

/** Around `_onclose`. */
export function noticingEnds(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      tracing.attempt('measuring a session', () => measure(this as Wire, tracing));
      try {
        return original.apply(this, args);
      } finally {
        endUnanswered(this as Wire);
      }
    };
}

function measure(wire: Wire, tracing: Tracing): void {
  const session = sessions.get(wire);
  if (session === undefined) return;
  sessions.delete(wire);
  const transport = transportOf(wire);
  const { server, networkProtocolName } = factsOf(transport);
  const role = wire._serverInfo === undefined ? 'client' : 'server';
  const { name } = wire._serverVersion ?? wire._serverInfo ?? {};
  tracing.measure({
    role,
    seconds: (performance.now() - session.beganAt) / 1000,
    errorType: role === 'client' && !session.isClosing ? CONNECTION_CLOSED : undefined,
    serverName: typeof name === 'string' ? name : undefined,
    protocolVersion: versionAgreed(wire) ?? versionTold(transport),
    networkProtocolName,
    server,
  });
}
