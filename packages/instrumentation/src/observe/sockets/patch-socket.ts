// Replaces methods on the prototypes of classes that hold a WebSocket, and feeds their sessions.
// Listeners run where they would, with the span of the response that their event belongs to.

import type { Adapter } from '../../model/adapter.ts';
import type { SessionTarget, SocketRole } from '../../model/session.ts';
import type { Invocation } from '../invocation.ts';
import {
  type AnyFunction,
  overrideMethod,
  type Patch,
  restoreMethod,
} from '../../foundation/replaced-method.ts';
import { safely } from '../../foundation/safely.ts';
import { SocketWatch } from './socket-watch.ts';

const watches = new WeakMap<object, SocketWatch>();

/** Patches the methods of `prototype`, inherited ones too; returns the names of those patched now. */
export function patchSocket(prototype: object, target: SessionTarget, adapter: Adapter): string[] {
  const watchOf = (socket: object): SocketWatch => {
    let watch = watches.get(socket);
    if (watch === undefined) {
      watch = new SocketWatch(socket, target, adapter);
      watches.set(socket, watch);
    }
    return watch;
  };
  // Classes of several packages have the same name, and other methods.
  const isOurs = Object.entries(target.roles).some(
    ([name, role]) => role === 'emit' && name in prototype,
  );
  if (!isOurs) return [];
  return Object.entries(target.roles)
    .filter(([name, role]) =>
      overrideMethod(prototype, name, (original, patch) =>
        wrap(name, role, original, patch, watchOf),
      ),
    )
    .map(([name]) => name);
}

/** Puts the original methods back. */
export function unpatchSocket(prototype: object, { roles }: SessionTarget): void {
  for (const name of Object.keys(roles)) restoreMethod(prototype, name);
}

type Play = (
  watch: SocketWatch,
  socket: object,
  args: readonly unknown[],
  call: () => unknown,
) => unknown;

function wrap(
  name: string,
  role: SocketRole,
  original: AnyFunction,
  patch: () => Patch,
  watchOf: (socket: object) => SocketWatch,
): AnyFunction {
  const play = ROLES[role];
  // A method in an object literal has no `prototype` and its own name, like the original.
  return {
    [name](this: unknown, ...args: unknown[]): unknown {
      const call = (): unknown => original.apply(this, args);
      const watch = patch().isOff
        ? undefined
        : safely('watching a socket', () => watchOf(this as object));
      return watch === undefined ? call() : play(watch, this as object, args, call);
    },
  }[name] as AnyFunction;
}

const ROLES: Readonly<Record<SocketRole, Play>> = {
  send: (watch, socket, [event], call) =>
    send(
      watch,
      socket,
      safely('reading a client event', () => watch.sends(socket, event)),
      call,
    ),
  'send-frame': (watch, socket, [frame], call) =>
    send(
      watch,
      socket,
      safely('reading a frame', () => watch.sendsFrame(socket, frame)),
      call,
    ),
  close(watch, socket, _args, call) {
    watch.isStopped = true;
    try {
      return call();
    } finally {
      safely('closing a session', () => watch.hasStopped(socket));
    }
  },
  'send-below'(watch, socket, _args, call) {
    const connection = safely('looking for a connection', () => watch.meets(socket));
    if (connection !== undefined) watchFrames(connection, watch, socket);
    return call();
  },
  emit(watch, socket, [name, event], call) {
    const invocation = safely('reading a server event', () => watch.emits(socket, name, event));
    return invocation === undefined ? call() : invocation.run(call);
  },
  tell(watch, _socket, _args, call) {
    try {
      return call();
    } finally {
      watch.hasTold();
    }
  },
  fail(watch, _socket, [event, message], call) {
    const invocation = safely('reading an error', () => watch.fails(event, message));
    return invocation === undefined ? call() : invocation.run(call);
  },
};

/** Reads the frames that `connection` sends for `socket`. */
function watchFrames(connection: object, watch: SocketWatch, socket: object): void {
  overrideMethod(
    connection,
    'send',
    (original, patch) =>
      ({
        send(this: unknown, ...args: unknown[]): unknown {
          const call = (): unknown => original.apply(this, args);
          return patch().isOff ? call() : ROLES['send-frame'](watch, socket, args, call);
        },
      }).send,
  );
}

function send(
  watch: SocketWatch,
  socket: object,
  invocation: Invocation | undefined,
  call: () => unknown,
): unknown {
  if (invocation === undefined) return call();
  const outer = watch.sending;
  watch.sending = invocation;
  try {
    return invocation.run(call);
  } catch (error) {
    invocation.fail(error);
    throw error;
  } finally {
    watch.sending = outer;
    safely('sending', () => watch.hasSent(socket, invocation));
  }
}
