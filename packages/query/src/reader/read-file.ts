// Reads a file of call records, resuming at an earlier position. Offsets count decompressed bytes.

import type { FileHandle } from 'node:fs/promises';
import { chunksIn, DamagedData } from './file-chunks.ts';
import { type Line, LINE_LIMIT, LineSplitter } from './line-splitter.ts';
import { openFile } from './open-file.ts';
import { type CallRecord, parseLine } from './parse-line.ts';

/** A record and its place. */
export interface PlacedRecord {
  readonly record: CallRecord;
  /** Bytes of the line. */
  readonly offset: number;
  readonly length: number;
  /** 0 is the first record of the line. */
  readonly part: number;
}

/** Counts of what a read found. */
interface ReadCounts {
  /** Records. */
  readonly read: number;
  /** Lines, or parts of joined lines, without a call record. */
  readonly bad: number;
  /** Last lines that are incomplete. */
  readonly pending: number;
  /** Records on a line with a torn record. */
  readonly joined: number;
}

/** Some records of a file, in its order. */
export interface ReadBatch extends ReadCounts {
  readonly records: readonly PlacedRecord[];
  /** Byte offset for the next read. */
  readonly end: number;
  /** The first bad line, with its place. */
  readonly firstBad?: string;
  /** The first record of a newer major version, with its place. */
  readonly firstNewer?: string;
}

/** How to read. */
export interface ReadOptions {
  /** Bytes to start after. */
  readonly from?: number;
  /** Skips a last line without a newline, because it may be incomplete. */
  readonly isFollowing?: boolean;
  /** Bytes of the longest line. */
  readonly lineLimit?: number;
}

/**
 * Reads `path` in batches. Only the file system can make it throw.
 *
 * `read + bad + pending - joined` over all batches equals the non-blank lines.
 */
export async function* readFile(
  path: string,
  options: ReadOptions = {},
): AsyncGenerator<ReadBatch, void, undefined> {
  await using file = await openFile(path);
  yield* readHandle(file.handle, options);
}

/** The same for an open file. */
export async function* readHandle(
  handle: FileHandle,
  { from = 0, isFollowing = false, lineLimit = LINE_LIMIT }: ReadOptions,
): AsyncGenerator<ReadBatch, void, undefined> {
  const splitter = new LineSplitter(from, lineLimit);
  let damage: string | undefined;
  try {
    for await (const chunk of chunksIn(handle, from)) {
      const lines = splitter.push(chunk);
      if (lines.length > 0) yield toBatch(lines);
    }
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
    damage = error.message;
  }
  const rest = splitter.rest();
  if (damage !== undefined) yield damagedAt(rest?.offset ?? splitter.end, damage);
  else if (rest !== undefined) yield isFollowing ? pendingAt(rest) : lastBatch(rest);
}

function toBatch(lines: readonly Line[]): ReadBatch {
  const records: PlacedRecord[] = [];
  let bad = 0;
  let joined = 0;
  let firstBad: string | undefined;
  let firstNewer: string | undefined;
  for (const { offset, length, bytes } of lines) {
    const parsed =
      bytes === undefined
        ? { records: [], bad: 1, joined: 0, reason: `longer than the limit (${length} bytes)` }
        : parseLine(bytes);
    for (const [part, record] of parsed.records.entries()) {
      records.push({ record, offset, length, part });
    }
    bad += parsed.bad;
    joined += parsed.joined;
    if (parsed.reason !== undefined) firstBad ??= `byte ${offset}: ${parsed.reason}`;
    if (parsed.newer !== undefined) firstNewer ??= `byte ${offset} is of version ${parsed.newer}`;
  }
  const last = lines.at(-1)!;
  return {
    records,
    read: records.length,
    bad,
    pending: 0,
    joined,
    end: last.offset + last.length + 1,
    ...(firstBad !== undefined && { firstBad }),
    ...(firstNewer !== undefined && { firstNewer }),
  };
}

/** A complete record lacks only its newline; anything else may be incomplete. */
function lastBatch(rest: Line): ReadBatch {
  const batch = toBatch([rest]);
  if (batch.bad > 0 && batch.firstNewer === undefined) return pendingAt(rest);
  return { ...batch, end: rest.offset + rest.length };
}

/** The rest of a compressed file counts as one bad line. */
function damagedAt(end: number, damage: string): ReadBatch {
  const firstBad = `byte ${end}: ${damage}`;
  return { records: [], read: 0, bad: 1, pending: 0, joined: 0, end, firstBad };
}

function pendingAt({ offset }: Line): ReadBatch {
  return { records: [], read: 0, bad: 0, pending: 1, joined: 0, end: offset };
}
