// Waits for the first file of a log: whoever follows a program may start before it.

import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { logFiles } from './log-files.ts';

/** Milliseconds. */
const LOOK_EVERY = 100;

/**
 * Ends when `directory` has a file of the log. Calls `onWait` once if it has none yet.
 *
 * @throws {Failure} when it is no directory or cannot be read
 */
export async function logIn(
  directory: string,
  onWait: (place: string) => void,
  isTree = false,
): Promise<void> {
  if (hasLog(directory, isTree)) return;
  onWait(path.resolve(directory));
  while (!hasLog(directory, isTree)) await pause(LOOK_EVERY);
}

function hasLog(directory: string, isTree: boolean): boolean {
  try {
    statSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
  }
  return logFiles(directory, isTree).length > 0;
}
