// Selects and orders the files of a directory to read.

import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';

const NAME = /^llm_logs_(\d{4}-\d\d-\d\d)(?:\.(\d{3,}))?\.jsonl$/;

/** A file of JSON lines. */
export interface LogFile {
  readonly name: string;
  readonly path: string;
  /** `YYYY-MM-DD` in UTC, for files that llm-otel wrote. */
  readonly day: string | undefined;
  /** Bytes. */
  readonly size: number;
  /** Identifies the file under any name. */
  readonly identity: string;
}

/**
 * The `*.jsonl` files of `directory`, oldest first. Leaves out `strayLinks`.
 *
 * @throws {Failure} when it is no directory or cannot be read
 */
export function logFiles(directory: string): LogFile[] {
  return namesIn(directory)
    .toSorted(byDayAndPart)
    .flatMap((name) => {
      const file = path.join(directory, name);
      if (isStrayLink(directory, file)) return [];
      const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false });
      // Skips removed entries and non-files.
      if (stats?.isFile() !== true) return [];
      const day = NAME.exec(name)?.[1];
      return [{ name, path: file, day, size: stats.size, identity: `${stats.dev}:${stats.ino}` }];
    });
}

/** Links with the name of a log that lead out of `directory`, or nowhere: anyone may have made them. */
export function strayLinks(directory: string): string[] {
  return namesIn(directory).filter((name) => isStrayLink(directory, path.join(directory, name)));
}

function isStrayLink(directory: string, file: string): boolean {
  const stats: Stats | undefined = lstatSync(file, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() !== true) return false;
  try {
    return path.dirname(realpathSync(file)) !== realpathSync(directory);
  } catch {
    return true;
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter(
      (name) => name.endsWith('.jsonl') && !name.startsWith('.'),
    );
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT'
        ? 'does not exist'
        : code === 'ENOTDIR'
          ? 'is no directory'
          : `cannot be read (${code})`;
    throw new Failure(
      `the log directory ${directory} ${why}; name another with --dir or LLM_OTEL_LOG_DIR`,
    );
  }
}

/** Sorts part 1000 of a day after part 999. */
function byDayAndPart(a: string, b: string): number {
  const [, dayA, partA = '0'] = NAME.exec(a) ?? [];
  const [, dayB, partB = '0'] = NAME.exec(b) ?? [];
  if (dayA !== undefined && dayA === dayB) return Number(partA) - Number(partB);
  return a < b ? -1 : 1;
}
