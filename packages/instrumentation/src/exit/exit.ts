// Sends what is queued before the process goes, and never holds it for longer than a moment.

import { isMainThread } from 'node:worker_threads';
import { abandonAll } from '../foundation/abandonment.ts';
import { exportNow } from './last-export.ts';
import type { OtlpRequest } from '../otlp/otlp-request.ts';

/** Something with a queue. */
export interface Flushable {
  forceFlush(): Promise<void>;
  /** What is still unsent, as requests, where that can be had at once. */
  takeUnsent?(): readonly OtlpRequest[];
  /** Stores at once what waits, while the process exits. */
  flushNow?(): void;
}

/** Milliseconds that a flush may take when the process is about to end. */
export const EXIT_LIMIT = 1500;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

const flushables: Flushable[] = [];
let isListening = false;

/**
 * Flushes at the natural end and before a signal ends the process; what is left when it exits by
 * itself or crashes is sent while it exits. Exit codes stay as they are.
 */
export function flushOnExit(more: readonly Flushable[]): void {
  flushables.push(...more);
  if (isListening) return;
  isListening = true;
  flushAtTheEnd();
  // Signals reach the main thread only.
  if (isMainThread) SIGNALS.forEach(flushBefore);
}

function flushAtTheEnd(): void {
  let isFlushed = false;
  let isGivenUp = false;
  // First in line: a listener added by `once` is gone from the count when it has been called.
  process.prependListener('beforeExit', () => {
    // Flushing makes the event loop drain again, which emits `beforeExit` again.
    if (isFlushed) {
      isFlushed = false;
      return;
    }
    isFlushed = true;
    const isAlone = process.listenerCount('beforeExit') === 1;
    abandonAll();
    void flush().then((isComplete) => {
      if (isComplete) return;
      isGivenUp = true;
      // Without us the process would be gone by now, unless its own listeners began something.
      if (isAlone) process.exit();
    });
  });
  process.on('exit', () => {
    abandonAll();
    flushables.forEach((flushable) => flushable.flushNow?.());
    // Who did not answer within the limit is not waited for a second time.
    if (isGivenUp) return;
    exportNow(
      flushables.flatMap((flushable) => flushable.takeUnsent?.() ?? []),
      EXIT_LIMIT,
    );
  });
}

function flushBefore(signal: NodeJS.Signals): void {
  const onSignal = (): void => {
    // An application with a handler of its own decides when, and whether, it ends.
    const isAlone = process.listenerCount(signal) === 1;
    if (isAlone) abandonAll();
    void flush().then(() => {
      if (!isAlone) return;
      process.removeListener(signal, onSignal);
      process.kill(process.pid, signal);
    });
  };
  // First in line: a listener added by `once` is gone from the count when it has been called.
  process.prependListener(signal, onSignal);
}

/** Resolves when all is sent or has failed, with `false` when time is up before. Never rejects. */
function flush(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), EXIT_LIMIT);
    void Promise.allSettled(flushables.map((flushable) => flushable.forceFlush())).then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
