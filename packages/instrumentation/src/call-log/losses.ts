// Call records that could not be written: counted, and reported without blocking anyone.

import { say } from '../foundation/say.ts';
import { diagnose } from '../foundation/diagnose.ts';

let lost = 0;
let written = 0;
let settle: (() => void) | undefined;

/** Before losses are reported, calls `write` to write pending records. */
export function settleBy(write: () => void): void {
  settle = write;
}

/** Counts records that were written. */
export function countWritten(records: number): void {
  written += records;
}

/** Records written by this thread. */
export function writtenRecords(): number {
  settle?.();
  return written;
}

/** Records lost by this thread. */
export function lostRecords(): number {
  settle?.();
  return lost;
}

/** Counts `records` that are lost because of `reason`. Reports the first loss on stderr. */
export function countLost(records: number, reason: unknown): void {
  if (lost === 0) say(`a call record could not be written: ${String(reason)}`);
  lost += records;
  diagnose(`call records lost: ${records} (${lost} so far)`, reason);
}
