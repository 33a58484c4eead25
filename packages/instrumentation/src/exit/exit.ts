// Sends queued data before the process exits, and delays the exit only briefly.

import { isMainThread } from 'node:worker_threads';
import { abandonAll } from '../foundation/abandonment.ts';
import { reportOwn, safely, safelyAlone } from '../foundation/safely.ts';
import { catchUnheard, type EndingSignal } from './exit-signals.ts';
import { exportNow, type LastRequest } from './last-export.ts';

/** An object with a queue. */
export interface Flushable {
  forceFlush(): Promise<void>;
  /** The unsent data as requests, if available synchronously. */
  takeUnsent?(): readonly LastRequest[];
  /** Stores pending data synchronously, during exit. */
  flushNow?(): void;
}

const conclusions: (() => void)[] = [];

/** Milliseconds that a flush may take when the process is about to end. */
export const EXIT_LIMIT = 1500;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

const flushables: Flushable[] = [];
let isConcluded = false;
let isListening = false;
let isGivenUp = false;

/**
 * Flushes at the natural end and before a signal ends the process; sends the rest during an exit
 * by the process itself or a crash. Exit codes do not change.
 */
export function flushOnExit(more: readonly Flushable[]): void {
  flushables.push(...more);
  if (isListening) return;
  isListening = true;
  flushAtTheEnd();
  process.on('exit', () => sendTheRest(EXIT_LIMIT));
  // Only the main thread receives signals. Without a listener, signals do not end the first process
  // of a container: there is nothing to do.
  if (!isMainThread || process.pid === 1) return;
  const release = catchUnheard(SIGNALS, (signal) => {
    // A second signal ends the process at once.
    release();
    flushThenEndBy(signal);
  });
}

/**
 * Calls `step` once all is sent or lost, before the process ends. Returns whether it will: whether anything
 * is flushed on exit.
 */
export function concludeOnExit(step: () => void): boolean {
  conclusions.push(step);
  return isListening;
}

function conclude(): void {
  if (isConcluded) return;
  isConcluded = true;
  for (const step of conclusions) safelyAlone('concluding', step);
}

function flushAtTheEnd(): void {
  let isFlushed = false;
  // First in line: a listener added by `once` is no longer counted after its call.
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
      // Without us the process would have ended, unless its own listeners started something.
      if (isAlone) process.exit();
    });
  });
}

/** `signal` has no listeners, so without us the process would have ended. */
function flushThenEndBy(signal: EndingSignal): void {
  const deadline = performance.now() + EXIT_LIMIT;
  // The application continues during the flush. Its exit must not precede the signal.
  process.prependListener('exit', () => {
    sendTheRest(deadline - performance.now());
    endBy(signal);
  });
  safely('ending what runs', abandonAll);
  void flush().then(() => endBy(signal));
}

function endBy(signal: EndingSignal): void {
  conclude();
  // Listeners added during the flush came too late.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

function sendTheRest(limit: number): void {
  sendWhatIsLeft(limit);
  conclude();
}

/** Nothing asynchronous runs any more. Each step is guarded: a failure affects only itself. */
function sendWhatIsLeft(limit: number): void {
  safely('ending what runs', abandonAll);
  for (const flushable of flushables) {
    safelyAlone('storing what waits', () => flushable.flushNow?.());
  }
  // Do not wait a second time for those that missed the limit.
  if (isGivenUp) return;
  const requests = flushables.flatMap(
    (flushable) => safelyAlone('collecting what is unsent', () => flushable.takeUnsent?.()) ?? [],
  );
  safelyAlone('the last export', () => exportNow(requests, limit));
}

/** Resolves when all is sent or has failed, or with `false` on timeout. Never rejects. */
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
    reportOwn('a flush', error);
  }
}
