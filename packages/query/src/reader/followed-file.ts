// One file that is followed: what has been read of it, and its handle.

import type { FileHandle } from 'node:fs/promises';
import { headOf, startOf } from './file-content.ts';
import { isCompressed } from './file-chunks.ts';
import type { LogFile } from './log-files.ts';
import { openFile } from './open-file.ts';
import type { CallRecord } from './parse-line.ts';
import { readHandle } from './read-file.ts';

/** What has been read of a file. */
export interface ReadState {
  /** Hash of its first bytes before `position`; nothing if they are too few. */
  readonly head: string | undefined;
  /** Decompressed bytes that have been read. */
  readonly position: number;
  /** Bytes on the disk then. */
  readonly size: number;
}

const UNREAD: ReadState = { head: undefined, position: 0, size: 0 };
const CANNOT_BE_OPENED: ReadonlySet<unknown> = new Set([
  'ENOENT',
  'EACCES',
  'EPERM',
  'EMFILE',
  'ENFILE',
]);

/** A file that is followed. */
export class FollowedFile {
  state: ReadState;
  #handle: FileHandle | undefined;
  #modified: number | undefined;
  #start: Promise<Buffer> | undefined;
  #goneSince: number | undefined;

  constructor(state: ReadState = UNREAD) {
    this.state = state;
  }

  /** Looks at it where it is now. Returns what had been read of it, if it was cut since. */
  async look(file: LogFile, isKeptOpen: boolean): Promise<ReadState | undefined> {
    const { state } = this;
    const hasOldSize = file.size === state.size;
    // Nobody knows when it changed before the first look.
    const isUnchanged = hasOldSize && this.#modified === file.modified;
    this.#modified = file.modified;
    this.#goneSince = undefined;
    this.#start = undefined;
    if (!isUnchanged || isKeptOpen) this.#handle ??= await handleOf(file.path);
    const isCut = !isUnchanged && state.position > 0 && (await this.#isCut(file.size));
    if (isCut) this.state = UNREAD;
    else if (hasOldSize && !isKeptOpen) await this.close();
    return isCut ? state : undefined;
  }

  /** Whether the content begins like that of which `state` tells. */
  async beginsLike({ head, position }: ReadState): Promise<boolean> {
    const handle = this.#handle;
    if (handle === undefined) return false;
    this.#start ??= startOf(handle);
    return head !== undefined && headOf(await this.#start, position) === head;
  }

  /** The records that were added. */
  async *read(): AsyncGenerator<CallRecord[], void, undefined> {
    const handle = this.#handle;
    if (handle === undefined) return;
    const { size } = await handle.stat();
    if (size === this.state.size) return;
    const from = this.state.position;
    let position = from;
    for await (const batch of readHandle(handle, { from, isFollowing: true })) {
      position = batch.end;
      yield batch.records.map(({ record }) => record);
    }
    this.state = { head: headOf(await startOf(handle), position), position, size };
  }

  /** Whether it has been gone for so many milliseconds, or is not open. */
  isGone(milliseconds: number): boolean {
    this.#goneSince ??= performance.now();
    return this.#handle === undefined || performance.now() - this.#goneSince > milliseconds;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  async #isCut(size: number): Promise<boolean> {
    const { state } = this;
    if (this.#handle === undefined) return false;
    if (state.head !== undefined && !(await this.beginsLike(state))) return true;
    return size < state.position && !(await isCompressed(this.#handle));
  }
}

async function handleOf(path: string): Promise<FileHandle | undefined> {
  try {
    return (await openFile(path)).handle;
  } catch (error) {
    if (CANNOT_BE_OPENED.has((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}
