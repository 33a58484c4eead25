// Renames a finished file so that it outlives a power cut: what it was made of may be deleted next.

import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';

/** Renames `from`, which is complete, to `to`, once its bytes are on the disk; then its name is there, too. */
export function renameLastingly(from: string, to: string): void {
  flush(from, 'r+');
  renameSync(from, to);
  try {
    flush(path.dirname(to), 'r');
  } catch {
    // Not every system opens a folder.
  }
}

function flush(place: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(place, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
