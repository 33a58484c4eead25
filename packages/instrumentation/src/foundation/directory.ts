// Directories that only their owner reads.

import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Makes what is missing of a path. Node's own way to do that never returns below `/proc`. */
export function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  try {
    mkdirSync(directory, 0o700);
    // The umask may have taken from the owner as well.
    chmodSync(directory, 0o700);
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
