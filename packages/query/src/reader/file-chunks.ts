// Reads the bytes of a file, decompressed if it is compressed. The first bytes say so, not the name.

import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib';
import { openFile } from './open-file.ts';

const CHUNK_BYTES = 256 * 1024;
const MIN_BYTES = 4096;
const MAGIC_BYTES = 4;
const GZIP = 0x1f8b;
const ZSTD = 0x28b52ffd;

type Decompressor = Gunzip | ZstdDecompress;

/** Compressed data ends early, or is damaged; what came before it is good. */
export class DamagedData extends Error {
  override readonly name = 'DamagedData';
}

/**
 * Yields the decompressed bytes of `path` after the first `from`.
 *
 * @throws {DamagedData} behind the bytes that could be decompressed
 */
async function* chunksOf(path: string, from: number): AsyncGenerator<Buffer, void, undefined> {
  await using file = await openFile(path);
  yield* chunksIn(file.handle, from);
}

/** The same up to damage. */
export async function* goodChunksOf(
  path: string,
  from = 0,
): AsyncGenerator<Buffer, void, undefined> {
  try {
    yield* chunksOf(path, from);
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
  }
}

/** The same for an open file. */
export async function* chunksIn(
  handle: FileHandle,
  from: number,
): AsyncGenerator<Buffer, void, undefined> {
  const decompressor = await decompressorFor(handle);
  if (decompressor === undefined) yield* plainChunks(handle, from);
  else yield* decompressed(handle, decompressor, from);
}

/** Whether an open file is compressed. */
export async function isCompressed(handle: FileHandle): Promise<boolean> {
  return (await decompressorFor(handle)) !== undefined;
}

async function decompressorFor(handle: FileHandle): Promise<(() => Decompressor) | undefined> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAGIC_BYTES), 0, MAGIC_BYTES, 0);
  if (bytesRead < MAGIC_BYTES) return undefined;
  if (buffer.readUInt32BE(0) === ZSTD) return () => createZstdDecompress();
  return buffer.readUInt16BE(0) === GZIP ? () => createGunzip() : undefined;
}

async function* plainChunks(
  handle: FileHandle,
  from: number,
): AsyncGenerator<Buffer, void, undefined> {
  const { size } = await handle.stat();
  let position = from;
  const next = (): ReturnType<FileHandle['read']> => {
    // Appended data is read as well.
    const length = Math.min(CHUNK_BYTES, Math.max(MIN_BYTES, size - position));
    const reading = handle.read(Buffer.allocUnsafe(length), 0, length, position);
    // No one awaits it if the caller stops early.
    reading.catch(() => undefined);
    return reading;
  };
  let reading = next();
  while (true) {
    const { buffer, bytesRead } = await reading;
    if (bytesRead === 0) return;
    position += bytesRead;
    // Reads the next chunk while the caller parses this one.
    reading = next();
    yield (buffer as Buffer).subarray(0, bytesRead);
  }
}

async function* decompressed(
  handle: FileHandle,
  decompressor: () => Decompressor,
  from: number,
): AsyncGenerator<Buffer, void, undefined> {
  let skip = from;
  const { size } = await handle.stat();
  let position = 0;
  // A decompressor of zstd ends with the first of several frames.
  while (position < size) {
    const stream = decompressor();
    const source = Readable.from(plainChunks(handle, position));
    source.on('error', (error) => stream.destroy(error)).pipe(stream);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        const rest = chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - rest.length;
        if (rest.length > 0) yield rest;
      }
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (!/^(?:Z_|ZSTD_|ERR_)/.test(code)) throw error;
      throw new DamagedData(`compressed data that is damaged or ends early (${code})`);
    } finally {
      source.destroy();
    }
    if (stream.bytesWritten === 0) return;
    position += stream.bytesWritten;
  }
}
