// The last replayed line of each file, so that a second run continues.

import { createHash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../explanation.ts';
import { Failure } from '../failure.ts';
import { openFileSync } from '../reader/open-file.ts';

const HEAD_BYTES = 512;

interface Entry {
  /** Hash and length of the start of the file. */
  readonly head: string;
  readonly headBytes: number;
  readonly lines: number;
}

/** Finished lines by file. */
export class ReplayPosition {
  readonly #file: string;
  readonly #entries: Record<string, Entry>;

  /** @param file - where positions are kept; a file that is not there is a start from nothing */
  constructor(file: string, isRestart: boolean) {
    this.#file = file;
    this.#entries = isRestart ? {} : readEntries(file);
  }

  /** Lines of `source` that were already sent; 0 if the file was replaced. */
  linesOf(source: string): number {
    const entry = this.#entries[path.resolve(source)];
    if (entry === undefined) return 0;
    return entry.head === headOf(source, entry.headBytes).head ? entry.lines : 0;
  }

  /** Saves to the disk. */
  save(source: string, lines: number): void {
    this.#entries[path.resolve(source)] = { ...headOf(source, HEAD_BYTES), lines };
    this.#write();
  }

  /** @throws {Failure} when positions cannot be remembered, best before anything is sent */
  check(): void {
    this.#write();
  }

  #write(): void {
    const temporary = `${this.#file}.new`;
    const text = `${JSON.stringify(this.#entries, undefined, 2)}\n`;
    try {
      // An earlier run may have left one.
      rmSync(temporary, { force: true });
      writeFileSync(temporary, text, { flag: 'wx', mode: 0o600 });
      renameSync(temporary, this.#file);
    } catch (error) {
      removeIfThere(temporary);
      const { code } = error as NodeJS.ErrnoException;
      throw new Failure(
        `${this.#file} cannot be written: ${reasonOf(code)} (${code}); name another file with --position`,
      );
    }
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What the position could not be written for is told.
  }
}

function readEntries(file: string): Record<string, Entry> {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return {};
  const text = readText(file);
  try {
    const entries = JSON.parse(text) as unknown;
    if (isEntries(entries)) return entries;
  } catch {
    // It is none.
  }
  throw noPosition(file);
}

function isEntries(value: unknown): value is Record<string, Entry> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (entry: Partial<Entry> | null) =>
      typeof entry?.head === 'string' &&
      isCount(entry.headBytes, HEAD_BYTES) &&
      isCount(entry.lines, Number.MAX_SAFE_INTEGER),
  );
}

function isCount(value: unknown, most: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;
}

function readText(file: string): string {
  let descriptor: number;
  try {
    descriptor = openFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw noPosition(file);
    throw error;
  }
  try {
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function noPosition(file: string): Failure {
  return new Failure(`${file} is no position file; name another with --position, or remove it`);
}

function headOf(file: string, bytes: number): { head: string; headBytes: number } {
  const descriptor = openFileSync(file);
  try {
    const head = Buffer.alloc(bytes);
    const headBytes = readSync(descriptor, head, 0, bytes, 0);
    const hash = createHash('sha256').update(head.subarray(0, headBytes)).digest('hex');
    return { head: hash, headBytes };
  } finally {
    closeSync(descriptor);
  }
}
