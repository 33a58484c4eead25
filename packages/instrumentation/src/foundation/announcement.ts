// The line that says where call records go: once for a process, however many worker threads it has.

import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { say } from './say.ts';

const KEY = 'llm-otel.announced';

/** Makes the mark that this thread shares with the worker threads that it creates from now on. */
export function shareAnnouncement(): Int32Array {
  const inherited = getEnvironmentData(KEY) as Int32Array | undefined;
  if (inherited !== undefined) return inherited;
  const mark = new Int32Array(new SharedArrayBuffer(4));
  setEnvironmentData(KEY, mark);
  return mark;
}

/** Says `line` unless one of the threads has. */
export function announceOnce(line: string): void {
  if (Atomics.exchange(shareAnnouncement(), 0, 1) === 0) say(line);
}
