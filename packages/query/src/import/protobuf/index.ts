// Files of protobuf: one export request, or many with their length before each, as the collector's
// file exporter writes them with `format: proto`.

import { zstdDecompressSync } from 'node:zlib';
import type { DocumentOptions } from '../file-documents.ts';
import type { ImportCounts } from '../import-counts.ts';
import { readBytes, ZSTD } from '../source-bytes.ts';
import type { SourceFile } from '../source-files.ts';
import { toRequest } from './messages.ts';

const LENGTH_BYTES = 4;
/** Enough to tell text from bytes. */
const HEAD_BYTES = 256;
const LIMIT = 256 * 1024 * 1024;
/** The first field of a request, with its length before it. */
const FIRST_FIELD = 0x0a;
/** No JSON has these bytes. */
const isBinary = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32);

/** Whether `file` is no JSON, but looks like a request of protobuf. */
export async function isProtobuf(file: SourceFile): Promise<boolean> {
  const head = await headOf(file);
  const isPlain = head[0] === FIRST_FIELD && head.subarray(0, HEAD_BYTES).some(isBinary);
  return isPlain || isFramed(head);
}

/** The requests of a file as OTLP/JSON. A damaged one is counted. */
export async function* readProtobuf(
  file: SourceFile,
  { counts, onBytes }: DocumentOptions,
): AsyncGenerator<unknown, void, undefined> {
  const isInFrames = isFramed(await headOf(file));
  let parts: Buffer[] = [];
  let size = 0;
  // Bytes are joined only when a whole message is there.
  let wanted = isInFrames ? LENGTH_BYTES : LIMIT + 1;
  try {
    for await (const chunk of readBytes(file.path, onBytes)) {
      parts.push(chunk);
      size += chunk.length;
      if (size < wanted) continue;
      if (!isInFrames) break;
      const { frames, left } = framesIn(Buffer.concat(parts));
      for (const frame of frames) yield* tryRequest(frame, counts);
      parts = [left];
      size = left.length;
      wanted = size < LENGTH_BYTES ? LENGTH_BYTES : LENGTH_BYTES + left.readUInt32BE(0);
      if (wanted > LIMIT) break;
    }
  } catch {
    counts.skip('damaged_compression');
  }
  if (size > LIMIT || wanted > LIMIT + 1) counts.skip('too_long');
  else if (size > 0 && isInFrames) counts.skip('cut_off');
  else if (size > 0) yield* tryRequest(Buffer.concat(parts), counts);
}

/** Whole frames, and what is left. */
function framesIn(bytes: Buffer): { frames: Buffer[]; left: Buffer } {
  const frames: Buffer[] = [];
  let left = bytes;
  while (left.length >= LENGTH_BYTES) {
    const end = LENGTH_BYTES + left.readUInt32BE(0);
    if (left.length < end) break;
    frames.push(left.subarray(LENGTH_BYTES, end));
    left = left.subarray(end);
  }
  return { frames, left };
}

function* tryRequest(bytes: Buffer, counts: ImportCounts): Generator<unknown, void, undefined> {
  let request: object;
  try {
    request = toRequest(
      isZstd(bytes) ? zstdDecompressSync(bytes, { maxOutputLength: LIMIT }) : bytes,
    );
  } catch {
    counts.skip('damaged_protobuf');
    return;
  }
  yield request;
}

function isZstd(bytes: Buffer): boolean {
  return bytes.length >= LENGTH_BYTES && bytes.readUInt32BE(0) === ZSTD;
}

function isFramed(head: Buffer): boolean {
  if (head.length <= LENGTH_BYTES) return false;
  const length = head.readUInt32BE(0);
  if (length === 0 || length > LIMIT) return false;
  const frame = head.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
  if (!isZstd(frame)) return frame[0] === FIRST_FIELD;
  try {
    return zstdDecompressSync(frame, { maxOutputLength: LIMIT })[0] === FIRST_FIELD;
  } catch {
    return false;
  }
}

async function headOf(file: SourceFile): Promise<Buffer> {
  try {
    for await (const chunk of readBytes(file.path)) return chunk;
  } catch {
    // Damage is found again when the file is read.
  }
  return Buffer.alloc(0);
}
