// One open file of the call log. Other processes append to it, and anyone may move it away.

import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  lstatSync,
  readSync,
  writeSync,
  type Stats,
} from 'node:fs';
import { openOwnFile } from '../foundation/own-file.ts';

const NEWLINE = 10;
const END_OF_LINE = Buffer.from('\n');

/** An append-only file. Every method may throw file system errors. */
export class LogFile {
  readonly path: string;
  readonly #descriptor: number;
  readonly #device: number;
  readonly #inode: number;
  #size: number;
  #isTorn: boolean;

  /** Opens `file`, or creates it, readable only for its owner. Refuses links and others' files. */
  constructor(file: string) {
    this.path = file;
    this.#descriptor = openOwnFile(file);
    try {
      const { dev, ino, size } = fstatSync(this.#descriptor);
      this.#device = dev;
      this.#inode = ino;
      this.#size = size;
      this.#isTorn = size > 0 && this.#lastByte(size) !== NEWLINE;
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  /** The file size, as far as this process knows. */
  get size(): number {
    return this.#size;
  }

  /** Appends in one write; returns the number of `bytes` written. First ends a torn last line. */
  append(bytes: Buffer): number {
    const start = this.#isTorn ? END_OF_LINE.length : 0;
    const written = writeSync(
      this.#descriptor,
      this.#isTorn ? Buffer.concat([END_OF_LINE, bytes]) : bytes,
    );
    this.#size += written;
    this.#isTorn = written < bytes.length + start;
    return Math.max(0, written - start);
  }

  /** Whether the path still leads here, and nobody truncated the file. Detects others' appends. */
  isInPlace(): boolean {
    const stats: Stats | undefined = lstatSync(this.path, { throwIfNoEntry: false });
    if (stats?.ino !== this.#inode || stats.dev !== this.#device) return false;
    if (stats.size < this.#size) return false;
    this.#size = stats.size;
    return true;
  }

  /** Waits until all written data is on the disk. */
  sync(): void {
    fdatasyncSync(this.#descriptor);
  }

  /** The same without waiting. */
  syncSoon(onError: (error: unknown) => void): void {
    fdatasync(this.#descriptor, (error) => {
      if (error !== null) onError(error);
    });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #lastByte(size: number): number | undefined {
    const byte = Buffer.alloc(1);
    return readSync(this.#descriptor, byte, 0, 1, size - 1) === 1 ? byte[0] : undefined;
  }
}
