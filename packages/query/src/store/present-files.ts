// The files of a log that can be read, with samples of their content.

import { FileContent } from '../reader/file-content.ts';
import { logFiles } from '../reader/log-files.ts';
import { matchFiles, type PresentFile } from './known-files.ts';

/** A file that cannot be read. */
export interface UnreadableFile {
  readonly name: string;
  /** As the system says it: `EACCES`. */
  readonly code: string;
  /** More of that, where it is not the system that says it. */
  readonly why?: string;
}

/** The rest is read without such a file. */
const CANNOT_BE_READ: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EIO', 'ESTALE']);

/** Samples by file and state, for somebody who asks again and again. */
export type Samples = Map<string, FileContent>;

/**
 * The files of `directory` that can be read. Adds the others to `unreadable`. Samples files only if they changed
 * since `samples` were taken, and keeps the new ones there.
 */
export async function presentFiles(
  directory: string,
  unreadable: UnreadableFile[],
  samples: Samples = new Map(),
  isTree = false,
): Promise<PresentFile[]> {
  const present: PresentFile[] = [];
  const before = new Map(samples);
  samples.clear();
  for (const file of logFiles(directory, isTree)) {
    const state = [file.path, file.identity, file.size, file.modified].join(' ');
    await orUnreadable(file.name, unreadable, async () => {
      const content = before.get(state) ?? (await FileContent.of(file.path));
      samples.set(state, content);
      present.push({ ...file, content });
    });
  }
  return present;
}

/** The same without files whose content another has too. */
export async function distinctFiles(directory: string): Promise<readonly PresentFile[]> {
  return (await matchFiles([], await presentFiles(directory, []))).distinct;
}

/** Runs `read`. A file that is gone is no failure; one that cannot be read goes to `unreadable`. */
export async function orUnreadable(
  name: string,
  unreadable: UnreadableFile[],
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Log retention may remove a file before it is read.
    if (code === 'ENOENT') return;
    if (code === undefined || !CANNOT_BE_READ.has(code)) throw error;
    unreadable.push({ name, code });
  }
}
