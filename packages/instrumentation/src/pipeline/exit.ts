// Sends what is queued before the process goes, and never holds it for longer than a moment.

import { isMainThread } from 'node:worker_threads';
import { abandonAll } from '../core/abandonment.ts';

/** Something with a queue. */
export interface Flushable {
  forceFlush(): Promise<void>;
}

/** Milliseconds that a flush may take when the process is about to end. */
const LIMIT = 1500;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Flushes at the natural end and before a signal ends the process. Exit codes stay as they are. */
export function flushOnExit(flushables: readonly Flushable[]): void {
  let isFlushed = false;
  process.on('beforeExit', () => {
    // Flushing makes the event loop drain again, which emits `beforeExit` again.
    if (isFlushed) {
      isFlushed = false;
      return;
    }
    isFlushed = true;
    abandonAll();
    void flush(flushables);
  });
  if (!isMainThread) return;
  for (const signal of SIGNALS) {
    const onSignal = (): void => {
      // An application with a handler of its own decides when, and whether, it ends.
      const isAlone = process.listenerCount(signal) === 1;
      void flush(flushables).then(() => {
        if (!isAlone) return;
        process.removeListener(signal, onSignal);
        process.kill(process.pid, signal);
      });
    };
    // First in line: a listener added by `once` is gone from the count when it has been called.
    process.prependListener(signal, onSignal);
  }
}

/** Resolves when all is sent, has failed, or time is up. Never rejects. */
function flush(flushables: readonly Flushable[]): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LIMIT);
    void Promise.allSettled(flushables.map((flushable) => flushable.forceFlush())).then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
