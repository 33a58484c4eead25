// Recognizes content under another name: renamed, copied, or compressed. Records have ids and times, so two
// logs that begin alike are the same log.

import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { chunksIn, DamagedData, isCompressed } from './file-chunks.ts';
import { openFile } from './open-file.ts';

const SAMPLE_BYTES = 4096;
/** Less is no sign that two files are the same. */
const MIN_SAMPLE_BYTES = 64;

/** Samples of the decompressed bytes of a file. Reads each sample once. */
export class FileContent {
  readonly isCompressed: boolean;
  /** The first bytes. */
  readonly start: Buffer;
  readonly #path: string;
  #length: Promise<number> | undefined;

  private constructor(path: string, isInFrames: boolean, start: Buffer) {
    this.#path = path;
    this.isCompressed = isInFrames;
    this.start = start;
  }

  /** Only the file system can make it throw. */
  static async of(path: string): Promise<FileContent> {
    await using file = await openFile(path);
    return new FileContent(path, await isCompressed(file.handle), await startOf(file.handle));
  }

  /** Hash of the first bytes before `end`; empty if they are too few to tell files apart. */
  headBefore(end: number): string {
    return headOf(this.start, end) ?? '';
  }

  /** Hash of the last bytes before `end`. */
  async footBefore(end: number): Promise<string> {
    const start = Math.max(0, end - SAMPLE_BYTES);
    return hashOf(await this.#read((handle) => bytesOf(handle, start, end)));
  }

  /** The decompressed length, as far as the data is good. */
  length(): Promise<number> {
    return (this.#length ??= this.#read(lengthOf));
  }

  async #read<Value>(read: (handle: FileHandle) => Promise<Value>): Promise<Value> {
    await using file = await openFile(this.#path);
    return await read(file.handle);
  }
}

/** Whether `longer` begins with all that is in `shorter`. */
export async function isPart(shorter: FileContent, longer: FileContent): Promise<boolean> {
  const [a, b] = [shorter.start, longer.start];
  const length = Math.min(a.length, b.length);
  if (length < MIN_SAMPLE_BYTES || !a.subarray(0, length).equals(b.subarray(0, length)))
    return false;
  const end = await shorter.length();
  if ((await longer.length()) < end) return false;
  return (await shorter.footBefore(end)) === (await longer.footBefore(end));
}

/** The first decompressed bytes of an open file. */
export function startOf(handle: FileHandle): Promise<Buffer> {
  return bytesOf(handle, 0, SAMPLE_BYTES);
}

/** A hash of the bytes of `start` before `end`; nothing if they are too few to tell files apart. */
export function headOf(start: Buffer, end: number): string | undefined {
  const length = Math.min(end, SAMPLE_BYTES);
  if (length < MIN_SAMPLE_BYTES || start.length < length) return undefined;
  return hashOf(start.subarray(0, length));
}

/** Whether compressed data has just begun, too little to tell what it is. */
export async function hasJustBegun(handle: FileHandle): Promise<boolean> {
  let length = 0;
  try {
    for await (const chunk of chunksIn(handle, 0)) {
      length += chunk.length;
      if (length >= SAMPLE_BYTES) return false;
    }
    return false;
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
    return true;
  }
}

async function bytesOf(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  if (!(await isCompressed(handle))) {
    const length = end - start;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  }
  const chunks: Buffer[] = [];
  let missing = end - start;
  await eachChunk(handle, start, (chunk) => {
    chunks.push(chunk.subarray(0, missing));
    missing -= Math.min(missing, chunk.length);
    return missing > 0;
  });
  return Buffer.concat(chunks);
}

async function lengthOf(handle: FileHandle): Promise<number> {
  if (!(await isCompressed(handle))) return (await handle.stat()).size;
  let length = 0;
  await eachChunk(handle, 0, (chunk) => {
    length += chunk.length;
    return true;
  });
  return length;
}

/** Calls `take` until it returns false, or the data is damaged. */
async function eachChunk(
  handle: FileHandle,
  from: number,
  take: (chunk: Buffer) => boolean,
): Promise<void> {
  try {
    for await (const chunk of chunksIn(handle, from)) if (!take(chunk)) return;
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
