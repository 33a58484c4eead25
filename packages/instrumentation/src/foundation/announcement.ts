// The line that says where call records go: printed once per process, across all worker threads.

import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { say } from './say.ts';

const KEY = 'llm-otel.announced';

/** Creates the flag that this thread shares with the worker threads it creates later. */
export function shareAnnouncement(): Int32Array {
  const inherited = getEnvironmentData(KEY) as Int32Array | undefined;
  if (inherited !== undefined) return inherited;
  const mark = new Int32Array(new SharedArrayBuffer(4));
  setEnvironmentData(KEY, mark);
  return mark;
}

/** Prints `line` unless a thread has. */
export function announceOnce(line: string): void {
  if (Atomics.exchange(shareAnnouncement(), 0, 1) === 0) say(line);
}
