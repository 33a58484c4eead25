// Directories that only their owner can read.

import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Creates the missing parts of a path. Node's own recursive mode never returns below `/proc`. */
export function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  try {
    mkdirSync(directory, 0o700);
    // The umask may have removed the owner's permissions, too.
    chmodSync(directory, 0o700);
  } catch (error) {
    // Another process created it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
