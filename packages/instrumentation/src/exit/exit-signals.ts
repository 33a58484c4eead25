// Catches a signal without a listener on `process`: packages such as signal-exit, and applications,
// count the listeners of a signal to decide whether the process ends, and must not count ours.
// Node.js opens a signal handle in its own listener of `newListener` and closes it in its listener of
// `removeListener`. We call both here, which creates a handle without a listener.

import type { EventEmitter } from 'node:events';

/** The types of `process` only accept single signals. */
const emitter: EventEmitter = process;

/** What ends a process by default and is worth a flush. */
export type EndingSignal = 'SIGTERM' | 'SIGINT';

/**
 * Calls `caught` for each of `signals` that arrives while it has no listener. With a listener,
 * we change nothing. Returns a function that restores the signals' default action. Never throws; if
 * Node.js works differently, catches nothing.
 */
export function catchUnheard(
  signals: readonly EndingSignal[],
  caught: (signal: EndingSignal) => void,
): () => void {
  // Now: an application may remove all listeners of all events.
  const open = ownListener('newListener', 'startListeningIfSignal');
  const close = ownListener('removeListener', 'stopListeningIfSignal');
  if (open === undefined || close === undefined) return () => undefined;
  const held = new Set<EndingSignal>();
  let isReleased = false;

  const hold = (signal: EndingSignal): void => {
    if (isReleased || held.has(signal) || process.listenerCount(signal) > 0) return;
    if (
      attempt(() =>
        bindEmit(
          () => caught(signal),
          () => open(signal),
        ),
      )
    )
      held.add(signal);
  };
  const letGo = (signal: EndingSignal): void => {
    if (held.delete(signal)) attempt(() => close(signal));
  };
  const isOurs = (event: string | symbol): event is EndingSignal =>
    (signals as readonly unknown[]).includes(event);

  // First in line: Node.js must open its own handle, as it would without us.
  emitter.prependListener('newListener', (event: string | symbol) => {
    if (isOurs(event)) letGo(event);
  });
  emitter.on('removeListener', (event: string | symbol) => {
    if (isOurs(event)) hold(event);
  });
  signals.forEach(hold);
  return () => {
    isReleased = true;
    for (const signal of held) {
      // Node.js closes nothing that is listened to. Who listens beside our handle has taken the
      // listeners of `newListener` away, and would not be called without us.
      process.removeAllListeners(signal);
      letGo(signal);
    }
  };
}

/** Runs `open`, which binds `process.emit` to a signal: it binds `onSignal`. */
function bindEmit(onSignal: () => void, open: () => void): boolean {
  const before = Object.getOwnPropertyDescriptor(process, 'emit');
  let isBound = false;
  Object.defineProperty(process, 'emit', {
    configurable: true,
    get: () => {
      isBound = true;
      return onSignal;
    },
  });
  try {
    open();
  } finally {
    if (before === undefined) Reflect.deleteProperty(process, 'emit');
    else Object.defineProperty(process, 'emit', before);
  }
  return isBound;
}

/** A listener that Node.js itself added to `process`. */
function ownListener(
  event: 'newListener' | 'removeListener',
  name: string,
): ((signal: EndingSignal) => void) | undefined {
  return emitter.listeners(event).find((listener) => listener.name === name) as
    | ((signal: EndingSignal) => void)
    | undefined;
}

/** A failure here costs a flush; the signal acts as it does without us. */
function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}
