// How long call log files stay.

import { statSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { logNames } from './names.ts';

const DAY_MS = 86_400_000;

/** What is kept besides today's files. */
export interface Retention {
  /** Days before today. */
  readonly days: number | undefined;
  /** Bytes of all files together. */
  readonly bytes: number | undefined;
}

/** Removes files beyond `retention`, the oldest first. `today` is `YYYY-MM-DD`. */
export function removeOldFiles(directory: string, retention: Retention, today: string): void {
  const { days = Infinity, bytes = Infinity } = retention;
  const files = logNames(directory).map((file) => ({
    ...file,
    size: statSync(path.join(directory, file.name), { throwIfNoEntry: false })?.size ?? 0,
  }));
  let total = files.reduce((sum, { size }) => sum + size, 0);
  for (const { name, day, size } of files) {
    const age = (Date.parse(today) - Date.parse(day)) / DAY_MS;
    if (age <= 0 || (age <= days && total <= bytes)) return;
    remove(path.join(directory, name));
    total -= size;
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    // Another process did it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
