// Whether the disk has room for a log: our records must not make an application fail.

import { statfsSync } from 'node:fs';

const ENOUGH_SHARE = 0.01;
const ENOUGH_BYTES = 100e6;
/** A volume below a gigabyte would otherwise never have enough. */
const SMALL_SHARE = 0.1;
/** After a shortage, this multiple of the space must be free again. */
const AGAIN = 2;

/** Milliseconds between two checks. While nothing is written it is shorter: losses end sooner. */
const INTERVAL = 60_000;
const INTERVAL_WITHOUT_ROOM = 5_000;
/** Bytes written by us that trigger a check before the interval ends. */
const LOOK_AFTER = 16e6;

/** The disk of one directory. */
export class Disk {
  readonly #directory: string;
  #hasRoom = true;
  #lookAt = -Infinity;
  #written = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Whether `bytes` more may be written `now`, in milliseconds of the monotonic clock. */
  hasRoom(bytes: number, now: number): boolean {
    this.#written += bytes;
    if (now < this.#lookAt && this.#written < LOOK_AFTER) return this.#hasRoom;
    this.#hasRoom = this.#look();
    this.#lookAt = now + (this.#hasRoom ? INTERVAL : INTERVAL_WITHOUT_ROOM);
    this.#written = 0;
    return this.#hasRoom;
  }

  #look(): boolean {
    try {
      const { bavail, blocks, bsize } = statfsSync(this.#directory);
      const total = blocks * bsize;
      const enough = Math.min(Math.max(total * ENOUGH_SHARE, ENOUGH_BYTES), total * SMALL_SHARE);
      return bavail * bsize >= enough * (this.#hasRoom ? 1 : AGAIN);
    } catch {
      // The file system does not say: the write will.
      return true;
    }
  }
}
