// Reads a log file at any place. A compressed one is decompressed for that into a temporary file without a
// name, which only this process can read.

import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import path from 'node:path';
import { goodChunksOf, isCompressed } from './file-chunks.ts';
import { openFile, openFileSync } from './open-file.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';

/** An open log file. */
export class RandomAccessFile {
  readonly #descriptor: number;

  private constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Only the file system can make it throw. */
  static async open(file: string): Promise<RandomAccessFile> {
    await using opened = await openFile(file);
    const isPlain = !(await isCompressed(opened.handle));
    return new RandomAccessFile(isPlain ? openFileSync(file) : await decompress(file));
  }

  /** Decompressed bytes; fewer at the end of the file. */
  bytesAt(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(this.#descriptor, bytes, 0, length, offset));
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

async function decompress(file: string): Promise<number> {
  const folder = makeTemporaryFolder();
  try {
    const copy = path.join(folder.path, 'lines');
    const descriptor = openSync(copy, 'wx+', 0o600);
    unlinkSync(copy);
    try {
      for await (const chunk of goodChunksOf(file)) writeWhole(descriptor, chunk);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    return descriptor;
  } finally {
    folder.remove();
  }
}

function writeWhole(descriptor: number, chunk: Buffer): void {
  for (let at = 0; at < chunk.length;) at += writeSync(descriptor, chunk, at);
}
