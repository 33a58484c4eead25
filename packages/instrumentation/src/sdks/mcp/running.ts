// Which messages are about which requests: notifications carry no trace, but the id of a request; and a request is
// sent again with what the server has asked for.

import { ownValue } from '../../model/size.ts';
import type { Parent, RunningOperation } from '../../model/tracing.ts';
import type { Message, Wire } from './wire.ts';

type Carrier = Readonly<Record<string, string>>;

/** Requests that are sent and whose response never comes are forgotten by and by. */
const MOST = 1000;
const handled = new WeakMap<object, Map<unknown, RunningOperation>>();
/** All of them: two requests may have the same id. */
const open = new WeakMap<object, Set<RunningOperation>>();
const sent = new WeakMap<object, Map<unknown, Carrier>>();
/** Each `_meta` that we have made, and who has sent it. */
const ours = new WeakMap<object, Wire>();

/** Notes the operation of a request that is handled. */
export function noteHandled(wire: Wire, id: unknown, operation: RunningOperation): void {
  mapOf(handled, wire).set(id, operation);
  const others = open.get(wire);
  if (others === undefined) open.set(wire, new Set([operation]));
  else others.add(operation);
}

/** That operation has ended. */
export function noteAnswered(wire: Wire, id: unknown, operation: RunningOperation): void {
  open.get(wire)?.delete(operation);
  const known = handled.get(wire);
  if (known?.get(id) === operation) known.delete(id);
}

/** The connection has ended: what is open will not be answered. Older releases leave its handlers running. */
export function endUnanswered(wire: Wire): void {
  const left = open.get(wire);
  open.delete(wire);
  handled.delete(wire);
  for (const operation of left ?? []) operation.end({ outcome: 'aborted' });
}

/** Notes the trace of the request that is sent next, whose progress will be told. */
export function noteSent(wire: Wire, carrier: Carrier): void {
  const known = mapOf(sent, wire);
  const [oldest] = known.keys();
  if (known.size >= MOST) known.delete(oldest);
  known.set(String(wire._requestMessageId), carrier);
}

/** The response to a request has come. */
export function noteEnd(wire: Wire, id: unknown): void {
  sent.get(wire)?.delete(String(id));
}

/** Where a message comes from: a request that is handled here, or what it carries of the trace. */
export function originOf(
  wire: Wire,
  { method, params }: Message,
): { readonly parent?: Parent | undefined; readonly carrier?: unknown } {
  if (method === 'notifications/cancelled') {
    return { parent: handled.get(wire)?.get(ownValue(params, 'requestId')) };
  }
  const carrier = (params as { readonly _meta?: unknown } | null | undefined)?._meta;
  if (method !== 'notifications/progress' || carrier !== undefined) return { carrier };
  return { carrier: sent.get(wire)?.get(String(ownValue(params, 'progressToken'))) };
}

/** Notes the copy of a request that carries the trace. */
export function noteOurs(wire: Wire, { params }: Message): void {
  const meta = ownValue(params, '_meta');
  if (typeof meta === 'object' && meta !== null) ours.set(meta, wire);
}

/** Whether a request is the next leg of one that is open: it has the very `_meta` that we have made. */
export function isLeg(wire: Wire, { params }: Message): boolean {
  const meta = ownValue(params, '_meta');
  return typeof meta === 'object' && meta !== null && ours.get(meta) === wire;
}

function mapOf<Value>(all: WeakMap<object, Map<unknown, Value>>, wire: Wire): Map<unknown, Value> {
  let known = all.get(wire);
  if (known === undefined) all.set(wire, (known = new Map()));
  return known;
}
