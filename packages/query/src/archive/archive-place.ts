// What a directory is: a log of JSON lines, or an archive of Parquet files in folders of days. A bucket can only be an
// archive.

import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { parseLogName } from '../reader/log-names.ts';

const DAY = /^date=(?:\d{4}-\d\d-\d\d|unknown)$/;

/** A Parquet file. */
export interface ArchiveFile {
  /** As the database opens it. */
  readonly path: string;
  /** Changes with the content. */
  readonly state: string;
}

/**
 * Whether `directory` is the address of a bucket. Of others than `s3:`, there may be a folder of that name: a program
 * that is told an address by mistake makes one for its log.
 */
export function isBucket(directory: string): boolean {
  if (/^s3:\/\//i.test(directory)) return true;
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(directory) && !existsSync(directory);
}

/**
 * Whether `directory` is an archive. One that cannot be read is none.
 *
 * @throws {Failure} when it is a log as well, part of which would be left out
 */
export function isArchive(directory: string): boolean {
  if (isBucket(directory)) return true;
  const names = namesIn(directory);
  const day = names.find((name) => DAY.test(name));
  if (day === undefined) return false;
  const log = names.find((name) => parseLogName(name) !== undefined);
  if (log === undefined) return true;
  throw new Failure(
    `${directory} has both a log (${log}) and an archive (${day}); move one of them to a directory of its own`,
  );
}

/** @throws {Failure} when `directory` is an archive, or the address of a bucket */
export function mustBeLog(directory: string): void {
  if (isBucket(directory)) {
    throw new Failure(
      `${directory} is in a bucket, and this needs a log of JSON lines in a folder; copy the log to one, and name that with --dir or LLM_OTEL_LOG_DIR`,
    );
  }
  if (!isArchive(directory)) return;
  throw new Failure(
    `${directory} is an archive of Parquet files, and this needs a log of JSON lines; name one with --dir or LLM_OTEL_LOG_DIR`,
  );
}

/** Whether the archive `address` of a bucket has `file`. */
export function isInArchive(address: string, file: string): boolean {
  const [day = ''] = file.slice(address.length).split('/').filter(Boolean);
  return DAY.test(day) && file.endsWith('.parquet');
}

/** The files of an archive on this machine, the oldest days first. Links are not followed. */
export function archiveFiles(directory: string): ArchiveFile[] {
  return namesIn(directory)
    .filter((name) => DAY.test(name))
    .toSorted()
    .flatMap((day) => filesBelow(path.join(directory, day)));
}

function filesBelow(folder: string): ArchiveFile[] {
  return namesIn(folder)
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .flatMap((name): ArchiveFile[] => {
      const place = path.join(folder, name);
      const stats = lstatSync(place, { throwIfNoEntry: false });
      if (stats?.isDirectory() === true) return filesBelow(place);
      if (stats?.isFile() !== true || !name.endsWith('.parquet')) return [];
      return [{ path: place, state: `${stats.ino} ${stats.size} ${stats.mtimeMs}` }];
    });
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
