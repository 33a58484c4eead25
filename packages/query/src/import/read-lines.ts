// Reads lines from collector files: plain, gzip or zstd, or one length-prefixed zstd frame
// per line, which the collector writes when it compresses.

import { createReadStream, readSync, closeSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip, createZstdDecompress, zstdDecompressSync } from 'node:zlib';
import { openFileSync } from '../reader/open-file.ts';
import { LineSplitter, type Line } from '../reader/line-splitter.ts';

const ZSTD = 0x28b52ffd;
const GZIP = 0x1f8b;
const LENGTH_BYTES = 4;
const CHUNK_BYTES = 1024 * 1024;
/** In bytes; a collector line holds many spans. */
const LINE_LIMIT = 64 * 1024 * 1024;

/** One line from a file. */
export interface SourceLine {
  /** Absent if the line is damaged. */
  readonly text: string | undefined;
  /** Whether a newline or the end of a frame ends the line. */
  readonly isEnded: boolean;
}

type Chunks = AsyncIterable<Buffer>;

/** Yields the lines of `path`. Stops at damage without throwing. */
export async function* readLines(
  path: string,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<SourceLine, void, undefined> {
  const head = readHead(path);
  const source = counted(
    createReadStream(path, { fd: openFileSync(path), highWaterMark: CHUNK_BYTES }),
    onBytes,
  );
  if (head.length >= 8 && head.readUInt32BE(LENGTH_BYTES) === ZSTD) {
    yield* framedLines(source);
    return;
  }
  const splitter = new LineSplitter(0, LINE_LIMIT);
  try {
    for await (const chunk of decompressed(source, head)) {
      for (const line of splitter.push(chunk)) yield toLine(line, true);
    }
  } catch {
    yield { text: undefined, isEnded: true };
  }
  const rest = splitter.rest();
  if (rest !== undefined) yield toLine(rest, false);
}

function readHead(path: string): Buffer {
  const file = openFileSync(path);
  try {
    const head = Buffer.alloc(8);
    return head.subarray(0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}

function decompressed(source: Chunks, head: Buffer): Chunks {
  if (head.length >= 4 && head.readUInt32BE(0) === ZSTD) {
    return pipeline(source, createZstdDecompress(), () => {});
  }
  if (head.length >= 2 && head.readUInt16BE(0) === GZIP) {
    return pipeline(source, createGunzip(), () => {});
  }
  return source;
}

async function* framedLines(source: Chunks): AsyncGenerator<SourceLine, void, undefined> {
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + rest.readUInt32BE(0);
      if (rest.length < end) break;
      yield { text: decompressFrame(rest.subarray(LENGTH_BYTES, end)), isEnded: true };
      rest = rest.subarray(end);
    }
    if (rest.length > LINE_LIMIT) break;
  }
  if (rest.length > 0) yield { text: undefined, isEnded: true };
}

function decompressFrame(frame: Buffer): string | undefined {
  try {
    return zstdDecompressSync(frame, { maxOutputLength: LINE_LIMIT }).toString('utf8');
  } catch {
    return undefined;
  }
}

function toLine({ bytes }: Line, isEnded: boolean): SourceLine {
  return { text: bytes?.toString('utf8').replaceAll('\0', '').trim(), isEnded };
}

async function* counted(source: Chunks, onBytes: (bytes: number) => void): Chunks {
  for await (const chunk of source) {
    onBytes(chunk.length);
    yield chunk;
  }
}
