// What is known of a transport. Applications write their own, and bundlers rename classes: the parts that only one
// kind has count as much as its name.

import type { Server } from '../../model/server.ts';
import type { Wire } from './wire.ts';

/** The facts about a transport that do not change. */
export interface TransportFacts {
  readonly networkTransport?: 'pipe' | 'tcp';
  readonly networkProtocolName?: 'http' | 'websocket';
  /** The server that a client calls. */
  readonly server?: string | Server | undefined;
  /** Messages arrive in the context of their request, not in that of whoever connected. */
  readonly isAmbient: boolean;
}

interface AnyTransport {
  readonly sessionId?: unknown;
  readonly protocolVersion?: unknown;
  readonly _protocolVersion?: unknown;
  readonly _url?: unknown;
}

const UNKNOWN: TransportFacts = { isAmbient: true };
const facts = new WeakMap<object, TransportFacts>();

/** The transport of a client or server; `undefined` if it is not connected. */
export function transportOf(wire: Wire): object | undefined {
  const found = wire._transport ?? wire.transport;
  return typeof found === 'object' && found !== null ? found : undefined;
}

/** What is known of it. */
export function factsOf(transport: object | undefined): TransportFacts {
  if (transport === undefined) return UNKNOWN;
  let known = facts.get(transport);
  if (known === undefined) facts.set(transport, (known = lookAt(transport)));
  return known;
}

/** The id of its session, once it has one. */
export function sessionIdOf(transport: object | undefined): string | undefined {
  const id = (transport as AnyTransport | undefined)?.sessionId;
  return typeof id === 'string' ? id : undefined;
}

/** The version of the protocol that it was told. */
export function versionTold(transport: object | undefined): string | undefined {
  const { protocolVersion, _protocolVersion } = (transport ?? {}) as AnyTransport;
  const told = protocolVersion ?? _protocolVersion;
  return typeof told === 'string' ? told : undefined;
}

function lookAt(transport: object): TransportFacts {
  const names = namesOf(transport);
  const { _url: url } = transport as AnyTransport;
  const server = url instanceof URL ? url.origin : undefined;
  if (/stdio/i.test(names) || '_serverParams' in transport || '_stdin' in transport) {
    return { networkTransport: 'pipe', isAmbient: false };
  }
  if (/websocket/i.test(names)) {
    return { networkTransport: 'tcp', networkProtocolName: 'websocket', server, isAmbient: false };
  }
  if (/http|sse/i.test(names) || server !== undefined || 'sessionIdGenerator' in transport) {
    return { networkTransport: 'tcp', networkProtocolName: 'http', server, isAmbient: true };
  }
  return UNKNOWN;
}

/** The names of its class and of the classes above. */
function namesOf(transport: object): string {
  const names: string[] = [];
  for (
    let at = Object.getPrototypeOf(transport) as object | null;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    if (Object.hasOwn(at, 'constructor')) names.push(at.constructor.name);
  }
  return names.join(' ');
}
