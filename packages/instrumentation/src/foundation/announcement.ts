// Lines that a process prints once, or once in a while, across all of its worker threads.

import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { say } from './say.ts';

const KEY = 'llm-otel.announced';
/** The first is for the place of call records. The others hold the second of a line, by its subject. */
const MARKS = 32;
const FIRST_SUBJECT = 1;

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
  const place = FIRST_SUBJECT + (hash(subject) % (MARKS - FIRST_SUBJECT));
  // Never 0, which means never.
  const now = Math.floor(Date.now() / 1000) | 1;
  const last = Atomics.load(marks, place);
  if (last !== 0 && Math.abs(now - last) < seconds) return false;
  return Atomics.compareExchange(marks, place, last, now) === last;
}

function hash(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) >>> 0;
  return sum;
}
