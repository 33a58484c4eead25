// Which files of the log the database has read: under their name, renamed by logrotate, or compressed by it.

import { FileContent, isPart } from '../reader/file-content.ts';
import type { LogFile } from '../reader/log-files.ts';

/** Files that begin differently are no copies. */
const KEY_BYTES = 64;

/** What the database knows of a file. */
export interface KnownFile {
  readonly number: number;
  readonly name: string;
  readonly identity: string;
  /** Hashes of the first and the last bytes before `position`. */
  readonly head: string;
  readonly foot: string;
  /** Decompressed bytes that have been read. */
  readonly position: number;
  /** Bytes on the disk then. */
  readonly size: number;
  readonly bad: number;
  readonly joined: number;
  readonly first_bad: string | null;
  readonly first_newer: string | null;
}

/** A file of the log, with samples of its content. */
export interface PresentFile extends LogFile {
  readonly content: FileContent;
}

/** What the files of the directory are to the database. */
export interface Matches {
  /** The file that now has what was read, by the number of the known one. */
  readonly found: ReadonlyMap<number, PresentFile>;
  /** Files whose content is not part of another's. */
  readonly distinct: readonly PresentFile[];
  /** Names of files whose content another has too, by its name. */
  readonly copies: ReadonlyMap<string, string>;
  /** Whether all that was read is still there, once. */
  readonly isComplete: boolean;
}

/** Finds the known files among those that are present. */
export async function matchFiles(
  known: readonly KnownFile[],
  present: readonly PresentFile[],
): Promise<Matches> {
  const found = new Map<number, PresentFile>();
  const free = new Set(present);
  for (const isSame of [hasItsPlace, isRenamed, isRotated]) {
    for (const one of known) {
      if (found.has(one.number)) continue;
      const file = await firstOf(free, (candidate) => isSame(one, candidate));
      if (file === undefined) continue;
      found.set(one.number, file);
      free.delete(file);
    }
  }
  const copies = await copiesAmong(present, free);
  const taken = new Set([...found.values()].map(({ name }) => name));
  return {
    found,
    distinct: present.filter(({ name }) => !copies.has(name)),
    copies,
    isComplete:
      known.every(({ number }) => found.has(number)) &&
      ![...copies.keys()].some((name) => taken.has(name)),
  };
}

async function firstOf(
  files: Iterable<PresentFile>,
  isWanted: (file: PresentFile) => Promise<boolean>,
): Promise<PresentFile | undefined> {
  for (const file of files) if (await isWanted(file)) return file;
  return undefined;
}

async function hasItsPlace(known: KnownFile, file: PresentFile): Promise<boolean> {
  return file.name === known.name && isRenamed(known, file);
}

/** A file that was read only grows. */
async function isRenamed(known: KnownFile, file: PresentFile): Promise<boolean> {
  const { content, identity, size } = file;
  if (identity !== known.identity || content.headBefore(known.position) !== known.head)
    return false;
  return content.isCompressed ? size === known.size : size >= known.position;
}

/** The copy or the compressed file that logrotate makes, in the place of the file. */
async function isRotated(known: KnownFile, file: PresentFile): Promise<boolean> {
  const { content, rotation } = file;
  if (file.name === known.name || (rotation === undefined && !content.isCompressed)) return false;
  if (known.head === '' || content.headBefore(known.position) !== known.head) return false;
  if ((await content.length()) < known.position) return false;
  return (await content.footBefore(known.position)) === known.foot;
}

/** The names of copies with those of the originals: of files that are `free`, and of others if those are shorter. */
async function copiesAmong(
  present: readonly PresentFile[],
  free: ReadonlySet<PresentFile>,
): Promise<Map<string, string>> {
  const copies = unfinishedAmong(present);
  const alike = Map.groupBy(present, ({ content }) =>
    content.start.toString('latin1', 0, KEY_BYTES),
  );
  for (const [older, newer] of [...alike.values()].flatMap(pairsOf)) {
    if (!free.has(older) && !free.has(newer)) continue;
    if (copies.has(older.name) || copies.has(newer.name)) continue;
    const isNewerKept = !free.has(newer) || (free.has(older) && !newer.content.isCompressed);
    const [copy, original] = isNewerKept ? [older, newer] : [newer, older];
    if (await isPart(copy.content, original.content)) copies.set(copy.name, original.name);
    else if (await isPart(original.content, copy.content)) copies.set(original.name, copy.name);
  }
  return copies;
}

/** Compressed files beside the one that is being compressed. Little of them may be there. */
function unfinishedAmong(present: readonly PresentFile[]): Map<string, string> {
  const byName = new Map(present.map((file) => [file.name, file]));
  const copies = new Map<string, string>();
  for (const { name, content } of present) {
    const plain = byName.get(name.replace(/\.(?:gz|zst)$/, ''));
    if (plain === undefined || plain.name === name) continue;
    const { start } = content;
    if (plain.content.start.subarray(0, start.length).equals(start)) copies.set(name, plain.name);
  }
  return copies;
}

/** All pairs, in their order. */
function pairsOf(files: readonly PresentFile[]): (readonly [PresentFile, PresentFile])[] {
  return files.flatMap((one, at) => files.slice(at + 1).map((other) => [one, other] as const));
}
