// The reading of an iterator, or of a web stream, that a subscription watches.

import { endWhenCollected, type Abandonable } from '../foundation/abandonment.ts';
import { safely } from '../foundation/safely.ts';
import type { Reading, RunningOperation } from '../model/tracing.ts';
import type { IterationObserver } from './iteration.ts';
import { observeIterator } from './observe-iterator.ts';
import { isWebStream, watchWebStream } from './web-stream.ts';

type Around = Pick<RunningOperation, 'run'>;

/** Tells `reading` of the steps of `source`. */
export function watchReading(
  source: AsyncIterator<unknown> | ReadableStream,
  around: Around,
  reading: Reading,
): void {
  const observer = new WatchedReading(around, reading);
  if (isWebStream(source)) watchWebStream(source, observer);
  else observeIterator(source, observer);
  endWhenCollected(source, observer);
}

class WatchedReading implements IterationObserver, Abandonable {
  isReading = false;
  #isOver = false;
  readonly #around: Around;
  readonly #reading: Reading;

  constructor(around: Around, reading: Reading) {
    this.#around = around;
    this.#reading = reading;
  }

  run<T>(step: () => T): T {
    return this.#around.run(step);
  }

  chunk(value: unknown): boolean {
    safely('reading a step', () => this.#reading.chunk(value));
    return true;
  }

  streamEnded(outcome: 'completed' | 'aborted' | 'abandoned'): void {
    this.#over('the end of a reading', () => this.#reading.end(outcome));
  }

  fail(error: unknown, isStop = false): void {
    this.#over('the failure of a reading', () => this.#reading.fail(error, isStop));
  }

  /** A stream may have branches, each of which ends. */
  #over(what: string, tell: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    safely(what, tell);
  }
}
