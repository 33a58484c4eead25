// Reads a file of call records, resuming at an earlier position.

import { createHash } from 'node:crypto';
import { type Line, LINE_LIMIT, LineSplitter } from './line-splitter.ts';
import { openFile } from './open-file.ts';
import { type CallRecord, parseLine } from './parse-line.ts';

const CHUNK_BYTES = 256 * 1024;
const MIN_BYTES = 4096;
const HEAD_BYTES = 512;

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
  { from = 0, isFollowing = false, lineLimit = LINE_LIMIT }: ReadOptions = {},
): AsyncGenerator<ReadBatch, void, undefined> {
  await using file = await openFile(path);
  const splitter = new LineSplitter(from, lineLimit);
  const { size } = await file.handle.stat();
  let position = from;
  const next = (): Promise<Chunk> => {
    // Appended data is read as well.
    const length = Math.min(CHUNK_BYTES, Math.max(MIN_BYTES, size - position));
    const reading = file.handle.read(Buffer.allocUnsafe(length), 0, length, position);
    // No one awaits it if the caller stops early.
    reading.catch(() => undefined);
    return reading;
  };
  let reading = next();
  while (true) {
    const { buffer, bytesRead } = await reading;
    if (bytesRead === 0) break;
    position += bytesRead;
    const lines = splitter.push(buffer.subarray(0, bytesRead));
    // Reads the next chunk while parsing this one.
    reading = next();
    if (lines.length > 0) yield toBatch(lines);
  }
  const rest = splitter.rest();
  if (rest !== undefined) yield isFollowing ? pendingAt(rest) : lastBatch(rest);
}

interface Chunk {
  readonly buffer: Buffer;
  readonly bytesRead: number;
}

/** A hash of the start of a file, up to `end`, to detect a replaced file. */
export async function headOf(path: string, end: number): Promise<string> {
  await using file = await openFile(path);
  const length = Math.min(end, HEAD_BYTES);
  const { buffer, bytesRead } = await file.handle.read(Buffer.alloc(length), 0, length, 0);
  return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
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

function pendingAt({ offset }: Line): ReadBatch {
  return { records: [], read: 0, bad: 0, pending: 1, joined: 0, end: offset };
}
