// How long call log files stay.

import { lstatSync, unlinkSync, type Stats } from 'node:fs';
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
  const files = logNames(directory).flatMap((file) => {
    const place = path.join(directory, file.name);
    const stats: Stats | undefined = lstatSync(place, { throwIfNoEntry: false });
    // We write no links and no directories.
    return stats?.isFile() === true ? [{ ...file, size: stats.size }] : [];
  });
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
