// Directories that only the owner reads.

import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Makes missing parts of a path. Node's own way to do that never returns below `/proc`. */
export function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  try {
    mkdirSync(directory, 0o700);
    // The umask may have restricted the owner as well.
    chmodSync(directory, 0o700);
  } catch (error) {
    // Another process was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
