// The files of a log that can be read, with samples of their content.

import { FileContent } from '../reader/file-content.ts';
import { logFiles } from '../reader/log-files.ts';
import { type KnownFile, type Matches, matchFiles, type PresentFile } from './known-files.ts';

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

/** What is looked at. */
interface Look {
  readonly directory: string;
  readonly isTree?: boolean | undefined;
  /** Files are sampled only if they changed since these were taken; the new ones are kept here. */
  readonly samples?: Samples;
}

/** What was found. */
interface Found {
  readonly present: readonly PresentFile[];
  readonly matches: Matches;
  readonly unreadable: UnreadableFile[];
}

/** A program that rotates or compresses files removes one at a time. */
const MOST_LOOKS = 100;

/** The files that can be read, and which of `known` they are. Looks again if one is gone before it was compared. */
export async function findFiles(known: readonly KnownFile[], look: Look): Promise<Found> {
  for (let looks = 1; ; looks += 1) {
    const unreadable: UnreadableFile[] = [];
    const present = await presentFiles(look, unreadable);
    try {
      return { present, matches: await matchFiles(known, present), unreadable };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || looks === MOST_LOOKS) throw error;
    }
  }
}

/** The files that can be read, without those whose content another has too. */
export async function distinctFiles(directory: string): Promise<readonly PresentFile[]> {
  return (await findFiles([], { directory })).matches.distinct;
}

async function presentFiles(
  { directory, isTree = false, samples = new Map() }: Look,
  unreadable: UnreadableFile[],
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
