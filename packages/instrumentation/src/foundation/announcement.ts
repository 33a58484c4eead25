// Lines that a process prints once, or once in a while, across all of its worker threads.

import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { say } from './say.ts';

const KEY = 'llm-otel.announced';
/** The first is for the place of call records. Then come pairs: a subject, and the second of its last line. */
const MARKS = 65;
const PAIR = 2;

/** Creates the marks that this thread shares with the worker threads it creates later. */
export function shareAnnouncement(): Int32Array {
  const inherited = getEnvironmentData(KEY) as Int32Array | undefined;
  // An older copy of this package shares a single mark.
  if (inherited !== undefined && inherited.length === MARKS) return inherited;
  const marks = new Int32Array(new SharedArrayBuffer(4 * MARKS));
  setEnvironmentData(KEY, marks);
  return marks;
}

/** Prints `line`, which says where call records go, unless a thread has. */
export function announceOnce(line: string): void {
  if (Atomics.exchange(shareAnnouncement(), 0, 1) === 0) say(line);
}

/** Whether no thread has been given the turn to speak of `subject` in the last `seconds`. */
export function takeTurn(subject: string, seconds: number): boolean {
  const marks = shareAnnouncement();
  const place = placeOf(marks, hash(subject)) + 1;
  // Never 0, which means never.
  const now = Math.floor(Date.now() / 1000) | 1;
  const last = Atomics.load(marks, place);
  if (last !== 0 && Math.abs(now - last) < seconds) return false;
  return Atomics.compareExchange(marks, place, last, now) === last;
}

/** The pair of a subject: its own, or the last one if there are too many. */
function placeOf(marks: Int32Array, subject: number): number {
  const end = MARKS - PAIR;
  for (let at = 1; at < end; at += PAIR) {
    const owner = Atomics.compareExchange(marks, at, 0, subject);
    if (owner === 0 || owner === subject) return at;
  }
  return end;
}

/** Never 0, which marks a free pair. */
function hash(text: string): number {
  let sum = 7;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) | 0;
  return sum | 1;
}
