// Requests that version 2 refuses before it looks a handler up: the answer is sent while the request is still being
// taken in, and only the transport sees its code.

import { ownValue } from '../../model/size.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { transportOf } from './transport.ts';
import type { Wire } from './wire.ts';

/** The request that is being taken in, and the code of its refusal. */
interface Taken {
  readonly transport: object | undefined;
  readonly id: unknown;
  code?: string;
}

const watched = new WeakSet<object>();
let taken: Taken | undefined;

/** Runs `step`, which takes in the request `id`; returns the code if `wire` refused it meanwhile. */
export function codeOfRefusal(
  wire: Wire,
  id: unknown,
  tracing: Tracing,
  step: () => void,
): string | undefined {
  const transport = transportOf(wire);
  if (transport !== undefined && wire._negotiatedWireCodec !== undefined) watch(transport, tracing);
  const before = taken;
  const own: Taken = { transport, id };
  taken = own;
  try {
    step();
  } finally {
    taken = before;
  }
  return own.code;
}

function watch(transport: object, tracing: Tracing): void {
  if (watched.has(transport)) return;
  watched.add(transport);
  tracing.attempt('watching a transport', () => {
    const { send } = transport as { readonly send?: unknown };
    if (typeof send !== 'function' || !Object.isExtensible(transport)) return;
    Object.defineProperty(transport, 'send', {
      configurable: true,
      writable: true,
      enumerable: Object.prototype.propertyIsEnumerable.call(transport, 'send'),
      value: new Proxy(send as AnyFunction, { apply: noting }),
    });
  });
}

/** A proxied function prints like its target. */
function noting(target: AnyFunction, self: unknown, args: unknown[]): unknown {
  if (taken !== undefined && taken.transport === self) note(taken, args[0]);
  return Reflect.apply(target, self, args);
}

function note(request: Taken, message: unknown): void {
  const code = ownValue(ownValue(message, 'error'), 'code');
  if (Number.isSafeInteger(code) && ownValue(message, 'id') === request.id) {
    request.code = String(code);
  }
}
