// Follows the log of a directory while it is written and rotated: every record once, whichever names its file
// gets. A file is known by its inode and by its first bytes. It stays open, so that what is written to it after
// it was renamed or removed is read.

import { Failure } from '../failure.ts';
import { FollowedFile, type ReadState } from './followed-file.ts';
import { type LogFile, logFiles } from './log-files.ts';
import type { CallRecord } from './parse-line.ts';

/** Files that are held open, those that changed last; more could exceed the limit of the process. */
const MOST_OPEN = 64;
/** Contents that are remembered after their file is gone. */
const MOST_LEFT = 1000;
/** Milliseconds that a removed file stays open: a program notices a rotation within a second. */
const KEEP_REMOVED_MS = 5000;

type Records = AsyncGenerator<CallRecord[], void, undefined>;

/** Reads what is added to the log of a directory. */
export class Follower implements AsyncDisposable {
  readonly #directory: string;
  readonly #isTree: boolean;
  /** By identity. */
  readonly #files: Map<string, FollowedFile>;
  /** What was read of files that were cut or are gone. */
  readonly #left: ReadState[] = [];

  /** @param known - what has been read before, by the identity of its file */
  constructor(directory: string, known: ReadonlyMap<string, ReadState>, isTree = false) {
    this.#directory = directory;
    this.#isTree = isTree;
    this.#files = new Map(
      [...known].map(([identity, state]) => [identity, new FollowedFile(state)]),
    );
  }

  /** The new records. */
  async *read(): Records {
    const present = presentFiles(this.#directory, this.#isTree);
    yield* this.#readRemoved(new Set(present.map(({ identity }) => identity)));
    const newest = new Set(present.toSorted((a, b) => b.modified - a.modified).slice(0, MOST_OPEN));
    const unknown: LogFile[] = [];
    for (const one of present) {
      const file = this.#files.get(one.identity);
      const before = await file?.look(one, newest.has(one));
      if (before !== undefined) this.#leave(before);
      if (file === undefined) unknown.push(one);
      else yield* file.read();
    }
    // Last, because they may be copies of what was read just now.
    for (const one of unknown) yield* this.#readUnknown(one);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.#files.values()) await file.close();
  }

  /** Before others, which may have the same content. */
  async *#readRemoved(present: ReadonlySet<string>): Records {
    for (const [identity, file] of this.#files) {
      if (present.has(identity)) continue;
      const before = await file.lookRemoved();
      if (before !== undefined) this.#leave(before);
      yield* file.read();
      if (!file.isGone(KEEP_REMOVED_MS)) continue;
      this.#leave(file.state);
      this.#files.delete(identity);
      await file.close();
    }
  }

  /** Reads a new file, or the rest of one whose content was read elsewhere. */
  async *#readUnknown(one: LogFile): Records {
    const file = new FollowedFile();
    await file.look(one, true);
    // First: it is being written while it is looked at, and what is known of its beginning is kept.
    if (await file.hasJustBegun()) return file.close();
    const original = await this.#originalOf(file);
    // The records of a copy come from the original, until that is cut or gone.
    const isNew = original === undefined || (await file.isLongerThan(original));
    if (isNew) {
      const known = original?.state ?? (await this.#leftLike(file));
      if (known !== undefined) file.state = { ...known, size: 0 };
      yield* file.read();
      if (file.state.position > 0) {
        this.#files.set(one.identity, file);
        return;
      }
    }
    await file.close();
  }

  /** The longest of the followed files that begin like `file`. */
  async #originalOf(file: FollowedFile): Promise<FollowedFile | undefined> {
    let longest: FollowedFile | undefined;
    for (const other of this.#files.values()) {
      if (!(await file.beginsLike(other.state))) continue;
      if (longest === undefined || (await other.isLongerThan(longest))) longest = other;
    }
    return longest;
  }

  async #leftLike(file: FollowedFile): Promise<ReadState | undefined> {
    for (const state of this.#left.toSorted((a, b) => b.position - a.position)) {
      if (await file.beginsLike(state)) return state;
    }
    return undefined;
  }

  #leave(state: ReadState): void {
    if (state.position === 0) return;
    this.#left.push(state);
    if (this.#left.length > MOST_LEFT) this.#left.shift();
  }
}

/** The files; none while the directory is not there. */
function presentFiles(directory: string, isTree: boolean): LogFile[] {
  try {
    return logFiles(directory, isTree);
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}
