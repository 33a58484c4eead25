// Folders for temporary files. They go with what made them, and else with the process, whether it ends by itself, by an
// error or by a signal that can be heard.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A folder that only this user can read. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes it, and all that is in it. */
  remove(): void;
}

const made = new Set<string>();

/**
 * Makes one in `directory`, hidden; without, where the system has temporary files.
 *
 * @throws what the file system says
 */
export function makeTemporaryFolder(directory?: string): TemporaryFolder {
  const start =
    directory === undefined ? path.join(tmpdir(), 'llm-otel-') : path.join(directory, '.llm-otel-');
  if (made.size === 0) listen();
  try {
    const folder = mkdtempSync(start);
    made.add(folder);
    return {
      path: folder,
      remove: () => {
        remove(folder);
        if (made.size === 0) forget();
      },
    };
  } catch (error) {
    if (made.size === 0) forget();
    throw error;
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  made.delete(folder);
}

function listen(): void {
  process.on('exit', removeAll);
  // Before the others: one that listens once is gone when it has heard.
  for (const signal of SIGNALS) process.prependListener(signal, endBy);
}

function forget(): void {
  process.off('exit', removeAll);
  for (const signal of SIGNALS) process.off(signal, endBy);
}

function removeAll(): void {
  for (const folder of made) remove(folder);
}

/** As if nobody had listened; whoever else listens decides what comes of the signal. */
function endBy(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  removeAll();
  forget();
  process.kill(process.pid, signal);
}
