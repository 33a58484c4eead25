// Which files the command writes to: regular ones of its user. In a directory that others can write, a
// name may lead to someone else's file, or to a pipe that blocks.

import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  lstatSync,
  openSync,
  rmSync,
  statSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.ts';

// Windows has none of these flags.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants as Partial<typeof constants>;
const CAREFULLY = O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
const APPEND = constants.O_WRONLY | constants.O_APPEND | CAREFULLY;
const CREATE = APPEND | constants.O_CREAT | constants.O_EXCL;

/**
 * Opens `file` for appending, or creates it, readable only for its owner.
 *
 * @throws {Failure} that names the file and the way out, where it is a link, no regular file or not ours
 */
export function openOwnFile(file: string): number {
  return createFile(file) ?? openExisting(file);
}

/** The same for a file that is written anew. */
export function openEmptyFile(file: string): number {
  const descriptor = openOwnFile(file);
  ftruncateSync(descriptor);
  return descriptor;
}

/** Creates `file`; `undefined` if its name is taken, by whatever it is. */
export function createFile(file: string): number | undefined {
  try {
    return openSync(file, CREATE, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return undefined;
  }
}

function openExisting(file: string): number {
  mustBeOurs(file, lstatSync(file));
  const descriptor = openSync(file, APPEND);
  try {
    // It may have been replaced since.
    mustBeOurs(file, fstatSync(descriptor));
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function mustBeOurs(file: string, stats: Stats): void {
  const why = whyNotOurs(file, stats, 'file');
  if (why === undefined) return;
  throw new Failure(`${file} is ${why}; remove it, or name a place that no other user can write`);
}

/** What `place` is, if it must not be written to. A place where nothing is may be written to. */
export function whyForeign(place: string, kind: 'file' | 'directory'): string | undefined {
  const stats: Stats | undefined = lstatSync(place, { throwIfNoEntry: false });
  return stats && whyNotOurs(place, stats, kind);
}

function whyNotOurs(place: string, stats: Stats, kind: 'file' | 'directory'): string | undefined {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (kind === 'directory' && !stats.isDirectory()) return 'no directory';
  if (kind === 'file' && !stats.isFile()) return 'no regular file';
  if (kind === 'file' && stats.nlink > 1) return 'a file with a second name (a hard link)';
  const user = process.geteuid?.();
  if (user === undefined || stats.uid === user) return undefined;
  if (stats.uid === newFileIn(path.dirname(place))?.uid) return undefined;
  return `a ${kind} of another user (uid ${stats.uid})`;
}

/** Whether other users, root aside, can put files into `directory`. Groups are trusted. */
export function isOpenToOthers(directory: string): boolean {
  const user = process.geteuid?.();
  const stats: Stats | undefined = statSync(directory, { throwIfNoEntry: false });
  if (user === undefined || stats === undefined) return false;
  const isForeign = stats.uid !== user && stats.uid !== 0;
  const isWritable = (stats.mode & 0o002) !== 0;
  if (!isForeign && !isWritable) return false;
  const made = newFileIn(directory);
  if (made === undefined) return true;
  // A file system without owners or without modes says nothing about others.
  return (isForeign && made.uid === user) || (isWritable && (made.mode & 0o007) === 0);
}

/** A new file, which is removed again: some file systems give all files one owner and one mode. */
function newFileIn(directory: string): Stats | undefined {
  const probe = path.join(directory, `.${randomUUID()}.tmp`);
  try {
    const descriptor = openSync(probe, 'wx', 0o600);
    try {
      return fstatSync(descriptor);
    } finally {
      closeSync(descriptor);
      rmSync(probe, { force: true });
    }
  } catch {
    return undefined;
  }
}
