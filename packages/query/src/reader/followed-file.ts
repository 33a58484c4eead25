// One file that is followed: what has been read of it, and its handle.

import type { FileHandle } from 'node:fs/promises';
import { hasJustBegun, headOf, startOf } from './file-content.ts';
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
    this.#goneSince = undefined;
    const isChanged = file.size !== this.state.size || this.#modified !== file.modified;
    if (isChanged || isKeptOpen) this.#handle ??= await handleOf(file);
    const before = await this.#unreadIfCut(file);
    if (before === undefined && file.size === this.state.size && !isKeptOpen) await this.close();
    return before;
  }

  /** The same for one that was removed, and is read as long as it is open. */
  async lookRemoved(): Promise<ReadState | undefined> {
    this.#goneSince ??= performance.now();
    if (this.#handle === undefined) return undefined;
    const { size, mtimeMs } = await this.#handle.stat();
    return this.#unreadIfCut({ size, modified: mtimeMs });
  }

  async #unreadIfCut({
    size,
    modified,
  }: Pick<LogFile, 'size' | 'modified'>): Promise<ReadState | undefined> {
    const { state } = this;
    // Nobody knows when it changed before the first look.
    const isChanged = size !== state.size || this.#modified !== modified;
    this.#modified = modified;
    this.#start = undefined;
    if (!isChanged || state.position === 0 || !(await this.#isCut(size))) return undefined;
    this.state = UNREAD;
    return state;
  }

  /** Whether the content begins like that of which `state` tells. */
  async beginsLike({ head, position }: ReadState): Promise<boolean> {
    const handle = this.#handle;
    if (handle === undefined) return false;
    this.#start ??= startOf(handle);
    return head !== undefined && headOf(await this.#start, position) === head;
  }

  /** Whether it is being compressed, and begins like nothing yet. */
  async hasJustBegun(): Promise<boolean> {
    return this.#handle !== undefined && (await hasJustBegun(this.#handle));
  }

  /** Whether it holds more than `other`, as far as both are known. */
  async isLongerThan(other: FollowedFile): Promise<boolean> {
    return (await this.#length()) > (await other.#length());
  }

  /** Of a compressed file, what has been read. */
  async #length(): Promise<number> {
    const handle = this.#handle;
    if (handle === undefined || (await isCompressed(handle))) return this.state.position;
    return (await handle.stat()).size;
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
    const since = this.#goneSince ?? Infinity;
    return this.#handle === undefined || performance.now() - since > milliseconds;
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

/** Nothing where it cannot be opened, or is another file by now. */
async function handleOf({ path, identity }: LogFile): Promise<FileHandle | undefined> {
  try {
    const { handle } = await openFile(path);
    const { dev, ino } = await handle.stat();
    if (`${dev}:${ino}` === identity) return handle;
    await handle.close();
    return undefined;
  } catch (error) {
    if (CANNOT_BE_OPENED.has((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}
