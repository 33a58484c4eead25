// The bytes of a source file, decompressed: plain, gzip or zstd, UTF-16 as UTF-8. Frames of zstd with
// their length before each stay as they are.

import { createReadStream, readSync, closeSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { openFileSync } from '../reader/open-file.ts';

/** The first bytes of zstd. */
export const ZSTD = 0x28b52ffd;
const GZIP = 0x1f8b;
const UTF_16 = 0xfffe;
const CHUNK_BYTES = 1024 * 1024;

/** Bytes in turn. */
export type Chunks = AsyncIterable<Buffer>;

/** The bytes of `path`. Throws at damage. `onBytes` is told of bytes as they are in the file. */
export function readBytes(path: string, onBytes: (bytes: number) => void = () => {}): Chunks {
  const source = createReadStream(path, { fd: openFileSync(path), highWaterMark: CHUNK_BYTES });
  return decompressed(counted(source, onBytes), readHead(path));
}

/** The first eight bytes as they are in the file. */
export function readHead(path: string): Buffer {
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
  if (head.length >= 2 && head.readUInt16BE(0) === UTF_16) return fromUtf16(source);
  return source;
}

/** PowerShell's `>` writes it. */
async function* fromUtf16(source: Chunks): Chunks {
  const decoder = new TextDecoder('utf-16le');
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
}

async function* counted(source: Chunks, onBytes: (bytes: number) => void): Chunks {
  for await (const chunk of source) {
    onBytes(chunk.length);
    yield chunk;
  }
}
