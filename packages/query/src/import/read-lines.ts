// Reads lines from collector files: plain, gzip or zstd, or one length-prefixed zstd frame
// per line, which the collector writes when it compresses.

import { zstdDecompressSync } from 'node:zlib';
import { LineSplitter, type Line } from '../reader/line-splitter.ts';
import type { Unread } from './reasons.ts';
import { type Chunks, readBytes, readHead, ZSTD } from './source-bytes.ts';

const LENGTH_BYTES = 4;
/** In bytes; a collector line holds many spans. */
const LINE_LIMIT = 64 * 1024 * 1024;

/** One line from a file. */
export interface SourceLine {
  /** Absent if the line is damaged. */
  readonly text: string | undefined;
  /** Why it is absent. */
  readonly unread?: Unread;
  /** Whether a newline or the end of a frame ends the line. */
  readonly isEnded: boolean;
}

/** Yields the lines of `path`. Stops at damage without throwing. */
export async function* readLines(
  path: string,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<SourceLine, void, undefined> {
  const head = readHead(path);
  const source = readBytes(path, onBytes);
  if (head.length >= 8 && head.readUInt32BE(LENGTH_BYTES) === ZSTD) {
    yield* framedLines(source);
    return;
  }
  const splitter = new LineSplitter(0, LINE_LIMIT);
  try {
    for await (const chunk of source) {
      for (const line of splitter.push(chunk)) yield toLine(line, true);
    }
  } catch {
    yield { text: undefined, isEnded: true, unread: 'damaged_compression' };
  }
  const rest = splitter.rest();
  if (rest !== undefined) yield toLine(rest, false);
}

async function* framedLines(source: Chunks): AsyncGenerator<SourceLine, void, undefined> {
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + rest.readUInt32BE(0);
      if (rest.length < end) break;
      const text = decompressFrame(rest.subarray(LENGTH_BYTES, end));
      yield { text, isEnded: true, unread: 'damaged_compression' };
      rest = rest.subarray(end);
    }
    if (rest.length > LINE_LIMIT) break;
  }
  if (rest.length > 0) yield { text: undefined, isEnded: true, unread: 'damaged_compression' };
}

function decompressFrame(frame: Buffer): string | undefined {
  try {
    return zstdDecompressSync(frame, { maxOutputLength: LINE_LIMIT }).toString('utf8');
  } catch {
    return undefined;
  }
}

function toLine({ bytes }: Line, isEnded: boolean): SourceLine {
  const text = bytes?.toString('utf8').replaceAll('\0', '').trim();
  return { text, isEnded, ...(text === undefined && { unread: 'too_long' as const }) };
}
