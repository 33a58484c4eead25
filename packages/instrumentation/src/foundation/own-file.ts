// Which files and directories we write to: regular ones that belong to our user. In a directory that
// others can write, a name may lead to someone else's file, or to a pipe that blocks.

import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  rmSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';

// Windows has none of these flags.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_NOCTTY = 0 } = constants as Partial<typeof constants>;
const APPEND = constants.O_RDWR | constants.O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
const CREATE = APPEND | constants.O_CREAT | constants.O_EXCL;
const TRIES = 3;
const WAY_OUT = 'remove it, or use a directory that no other user can write';

/**
 * Opens `file` for reading and appending, or creates it, readable only for its owner. Never waits.
 *
 * @throws Error that names the file and the way out, where it is a link, no regular file or not ours
 */
export function openOwnFile(file: string): number {
  for (let triesLeft = TRIES; ; triesLeft -= 1) {
    try {
      return create(file) ?? openExisting(file);
    } catch (error) {
      // Another process moved it away in between.
      if (triesLeft === 0 || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

function create(file: string): number | undefined {
  try {
    const descriptor = openSync(file, CREATE, 0o600);
    // The umask may have restricted the owner as well.
    fchmodSync(descriptor, 0o600);
    return descriptor;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
}

function openExisting(file: string): number {
  // A pipe or a device must not even be opened.
  mustBeOurs(file, lstatSync(file), 'file');
  const descriptor = openSync(file, APPEND);
  try {
    // It may have been replaced since.
    mustBeOurs(file, fstatSync(descriptor), 'file');
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/**
 * @param stats - of `place` itself, not of what a link leads to
 * @throws Error that names the place and the way out, where we must not write to it
 */
export function mustBeOurs(place: string, stats: Stats, kind: 'file' | 'directory'): void {
  const why = whyNotOurs(place, stats, kind);
  if (why !== undefined) throw new Error(`${place} is ${why}; ${WAY_OUT}`);
}

/** Whether `file` is a regular file that we may have written. */
export function isOwnFile(file: string, stats: Stats): boolean {
  return whyNotOurs(file, stats, 'file') === undefined;
}

function whyNotOurs(place: string, stats: Stats, kind: 'file' | 'directory'): string | undefined {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (kind === 'directory' ? !stats.isDirectory() : !stats.isFile()) {
    return kind === 'directory' ? 'no directory' : `${nameOf(stats)}, not a file`;
  }
  if (kind === 'file' && stats.nlink > 1) return 'a file with a second name (a hard link)';
  const user = process.geteuid?.();
  if (user === undefined || stats.uid === user) return undefined;
  if (stats.uid === ownerOfNewFiles(path.dirname(place))) return undefined;
  return `a ${kind} of another user (uid ${stats.uid})`;
}

function nameOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a directory';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

/** Network and shared file systems may give all files one owner, whoever makes them. */
function ownerOfNewFiles(directory: string): number | undefined {
  const probe = path.join(directory, `.${randomUUID()}.tmp`);
  try {
    const descriptor = openSync(probe, 'wx', 0o600);
    try {
      return fstatSync(descriptor).uid;
    } finally {
      closeSync(descriptor);
      rmSync(probe, { force: true });
    }
  } catch {
    return undefined;
  }
}
