// Selects and orders the files of a directory to read.

import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { mustBeLog } from '../archive/archive-place.ts';
import { Failure } from '../failure.ts';
import { byAge, type LogName, parseLogName } from './log-names.ts';

/** A file of JSON lines, perhaps compressed. */
export interface LogFile extends LogName {
  readonly name: string;
  readonly path: string;
  /** Bytes on the disk. */
  readonly size: number;
  /** When it was written last: milliseconds since 1970. */
  readonly modified: number;
  /** Identifies the file under any name. */
  readonly identity: string;
}

/**
 * The log files of `directory`, also those that logrotate has renamed and compressed, oldest first. Leaves out
 * `strayLinks`. A tree has those of all folders below as well, one folder after the other, by names such as `host/x.jsonl`.
 *
 * @throws {Failure} when it is no directory or cannot be read
 */
export function logFiles(directory: string, isTree = false): LogFile[] {
  return foldersIn(directory, isTree).flatMap((folder) =>
    filesIn(path.join(directory, folder)).map((file) => ({
      ...file,
      name: path.posix.join(folder, file.name),
    })),
  );
}

function filesIn(directory: string): LogFile[] {
  return logNamesIn(directory)
    .toSorted(byAge)
    .flatMap(([name, parts]) => {
      const file = path.join(directory, name);
      if (isStrayLink(directory, file)) return [];
      const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false });
      // Skips removed entries and non-files.
      if (stats?.isFile() !== true) return [];
      return [
        {
          ...parts,
          name,
          path: file,
          size: stats.size,
          modified: stats.mtimeMs,
          identity: `${stats.dev}:${stats.ino}`,
        },
      ];
    });
}

/** The directory itself and, of a tree, all folders below it, without links and hidden ones. */
function foldersIn(directory: string, isTree: boolean, folder = ''): string[] {
  // A path that is joined is no address any more.
  mustBeLog(folder === '' ? directory : path.join(directory, folder));
  if (!isTree) return [folder];
  const below = namesIn(path.join(directory, folder))
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .map((name) => path.posix.join(folder, name))
    .filter((place) => isFolder(path.join(directory, place)))
    .toSorted();
  return [folder, ...below.flatMap((place) => foldersIn(directory, isTree, place))];
}

function isFolder(place: string): boolean {
  return lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** A file that looks like a log but is not read, and why. */
export interface UnreadFile {
  readonly name: string;
  readonly why: string;
}

/** The files of `directory` whose name begins or continues like that of a log and is none. */
export function unreadFiles(directory: string, isTree = false): UnreadFile[] {
  return foldersIn(directory, isTree).flatMap((folder) =>
    namesIn(path.join(directory, folder))
      .filter((name) => LIKE_A_LOG.test(name) && parseLogName(name) === undefined)
      .toSorted()
      .map((name) => path.posix.join(folder, name))
      .filter((name) => lstatSync(path.join(directory, name), { throwIfNoEntry: false })?.isFile())
      .map((name) => ({ name, why: whyUnread(name) })),
  );
}

const LIKE_A_LOG = /^[^.].*(?:\.jsonl|\.ndjson)|^llm_logs_/;
const FOREIGN = /\.(?:bz2|xz|lzma|lz4|lzo|zip|7z|rar|br|Z|tar|tgz)$/;

function whyUnread(name: string): string {
  const [ending] = FOREIGN.exec(name) ?? [];
  return ending === undefined
    ? 'its name is none of a log; rename it to *.jsonl'
    : `${ending} is not read; decompress it, or compress it with gzip or zstd`;
}

/** Links with the name of a log that lead out of `directory`, or nowhere: anyone may have made them. */
export function strayLinks(directory: string, isTree = false): string[] {
  return foldersIn(directory, isTree).flatMap((folder) => {
    const place = path.join(directory, folder);
    return logNamesIn(place)
      .filter(([name]) => isStrayLink(place, path.join(place, name)))
      .map(([name]) => path.posix.join(folder, name));
  });
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

function logNamesIn(directory: string): (readonly [string, LogName])[] {
  return namesIn(directory).flatMap((name) => {
    const parts = parseLogName(name);
    return parts === undefined ? [] : [[name, parts] as const];
  });
}

function namesIn(directory: string): string[] {
  try {
    const names = readdirSync(directory);
    // A directory whose names can be read may still hide its files.
    if (names[0] !== undefined)
      lstatSync(path.join(directory, names[0]), { throwIfNoEntry: false });
    return names;
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
