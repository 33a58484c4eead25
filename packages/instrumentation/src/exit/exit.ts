// Sends what is queued before the process goes, and never holds it for longer than a moment.

import { isMainThread } from 'node:worker_threads';
import { abandonAll } from '../foundation/abandonment.ts';
import { report, safely } from '../foundation/safely.ts';
import { catchUnheard, type EndingSignal } from './exit-signals.ts';
import { exportNow, type LastRequest } from './last-export.ts';

/** Something with a queue. */
export interface Flushable {
  forceFlush(): Promise<void>;
  /** What is still unsent, as requests, where that can be had at once. */
  takeUnsent?(): readonly LastRequest[];
  /** Stores at once what waits, while the process exits. */
  flushNow?(): void;
}

/** Milliseconds that a flush may take when the process is about to end. */
export const EXIT_LIMIT = 1500;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

const flushables: Flushable[] = [];
let isListening = false;
let isGivenUp = false;

/**
 * Flushes at the natural end and before a signal ends the process; what is left when it exits by
 * itself or crashes is sent while it exits. Exit codes stay as they are.
 */
export function flushOnExit(more: readonly Flushable[]): void {
  flushables.push(...more);
  if (isListening) return;
  isListening = true;
  flushAtTheEnd();
  process.on('exit', () => sendTheRest(EXIT_LIMIT));
  // Signals reach the main thread only. Without a listener they do not end the first process of a
  // container: there they are no end, and nothing is to be done.
  if (!isMainThread || process.pid === 1) return;
  const release = catchUnheard(SIGNALS, (signal) => {
    // A second signal ends the process at once.
    release();
    flushThenEndBy(signal);
  });
}

function flushAtTheEnd(): void {
  let isFlushed = false;
  // First in line: a listener added by `once` is gone from the count when it has been called.
  process.prependListener('beforeExit', () => {
    // Flushing makes the event loop drain again, which emits `beforeExit` again.
    if (isFlushed) {
      isFlushed = false;
      return;
    }
    isFlushed = true;
    const isAlone = process.listenerCount('beforeExit') === 1;
    safely('ending what runs', abandonAll);
    void flush().then((isComplete) => {
      if (isComplete) return;
      isGivenUp = true;
      // Without us the process would be gone by now, unless its own listeners began something.
      if (isAlone) process.exit();
    });
  });
}

/** Nobody listens to `signal`, so without us the process would be gone by now. */
function flushThenEndBy(signal: EndingSignal): void {
  const deadline = performance.now() + EXIT_LIMIT;
  // The application goes on during the flush. Its exit does not come before the signal.
  process.prependListener('exit', () => {
    sendTheRest(deadline - performance.now());
    endBy(signal);
  });
  safely('ending what runs', abandonAll);
  void flush().then(() => endBy(signal));
}

function endBy(signal: EndingSignal): void {
  // Listeners that were added during the flush came too late.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** Nothing asynchronous happens any more. Each step is guarded: what fails costs only itself. */
function sendTheRest(limit: number): void {
  safely('ending what runs', abandonAll);
  for (const flushable of flushables) {
    safely('storing what waits', () => flushable.flushNow?.());
  }
  // Who did not answer within the limit is not waited for a second time.
  if (isGivenUp) return;
  const requests = flushables.flatMap(
    (flushable) => safely('collecting what is unsent', () => flushable.takeUnsent?.()) ?? [],
  );
  safely('the last export', () => exportNow(requests, limit));
}

/** Resolves when all is sent or has failed, with `false` when time is up before. Never rejects. */
function flush(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), EXIT_LIMIT);
    void Promise.all(flushables.map(flushOne)).then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** Never rejects. */
async function flushOne(flushable: Flushable): Promise<void> {
  try {
    await flushable.forceFlush();
  } catch (error) {
    report('a flush', error);
  }
}
