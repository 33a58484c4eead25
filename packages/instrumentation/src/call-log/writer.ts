// Chooses the file for lines, and handles failed writes. Every write is synchronous: a recorded
// line is on its way to the disk when the call returns, however the process ends.

import path from 'node:path';
import { announceOnce } from '../foundation/announcement.ts';
import type { CallLogConfig } from '../settings/call-log-settings.ts';
import { diagnose } from '../foundation/diagnose.ts';
import { Disk } from '../foundation/disk.ts';
import { makeDirectory } from '../foundation/directory.ts';
import { LogFile } from './file.ts';
import { countLost, countWritten } from './losses.ts';
import { logName, logNames } from './names.ts';
import { removeOldFiles } from './retention.ts';

const NEWLINE = 10;
const DAY_MS = 86_400_000;
/** Milliseconds. */
const RETRY_AFTER = 1000;
const LOOK_AFTER = 1000;
const SYNC_AFTER = 1000;

const NO_ROOM = 'the disk has too little room left';

/** The call log in one directory. Never throws; counts what cannot be written. */
export class CallLogWriter {
  readonly #directory: string;
  readonly #config: CallLogConfig;
  readonly #disk: Disk;
  #file: LogFile | undefined;
  /** Days since 1970, in UTC. */
  #day = 0;
  #lookAt = 0;
  #retryAt = 0;
  #failure: unknown;
  #isSyncDue = false;

  constructor(directory: string, config: CallLogConfig) {
    this.#directory = directory;
    this.#config = config;
    this.#disk = new Disk(directory);
  }

  /** Appends `text`: `count` whole lines. */
  write(text: string, count: number): void {
    const now = performance.now();
    if (now < this.#retryAt) {
      countLost(count, this.#failure);
      return;
    }
    const bytes = Buffer.from(text);
    let written = 0;
    try {
      const file = this.#fileFor(bytes.length, now);
      if (!this.#disk.hasRoom(bytes.length, now)) {
        countLost(count, NO_ROOM);
        return;
      }
      written = file.append(bytes);
      if (written < bytes.length) throw new Error(`only ${written} of ${bytes.length} bytes`);
    } catch (error) {
      this.#fail(error, now);
      const whole = linesIn(bytes.subarray(0, written));
      countWritten(whole);
      countLost(count - whole, error);
      return;
    }
    countWritten(count);
    this.#sync();
  }

  /** Syncs to the disk if due. */
  flush(): void {
    if (!this.#isSyncDue) return;
    this.#isSyncDue = false;
    attempt(() => this.#file?.sync());
  }

  #fail(error: unknown, now: number): void {
    this.#failure = error;
    this.#retryAt = now + RETRY_AFTER;
    // Whatever happened to the file: the next attempt checks it again and repairs its last line.
    this.#close();
  }

  #fileFor(bytes: number, now: number): LogFile {
    const day = Math.floor(Date.now() / DAY_MS);
    if (this.#file !== undefined && now >= this.#lookAt) {
      this.#lookAt = now + LOOK_AFTER;
      if (!this.#file.isInPlace()) this.#close();
    }
    if (this.#file !== undefined && (day !== this.#day || this.#isFull(this.#file, bytes))) {
      this.#close();
    }
    this.#file ??= this.#open(new Date(day * DAY_MS).toISOString().slice(0, 10), bytes);
    this.#day = day;
    return this.#file;
  }

  /** Opens the day's last file with room. */
  #open(day: string, bytes: number): LogFile {
    makeDirectory(this.#directory);
    const parts = logNames(this.#directory).filter((name) => name.day === day);
    let part = parts.at(-1)?.part ?? 0;
    let file = new LogFile(path.join(this.#directory, logName(day, part)));
    while (this.#isFull(file, bytes)) {
      file.close();
      part += 1;
      file = new LogFile(path.join(this.#directory, logName(day, part)));
    }
    announceOnce(`call records are appended to ${file.path}`);
    this.#lookAt = performance.now() + LOOK_AFTER;
    this.#removeOldFiles(day);
    return file;
  }

  #isFull(file: LogFile, bytes: number): boolean {
    return file.size > 0 && file.size + bytes > this.#config.logMaxBytes;
  }

  /** Not during the call that opened the file. */
  #removeOldFiles(today: string): void {
    const { logRetentionDays: days, logRetentionBytes: bytes } = this.#config;
    if (days === undefined && bytes === undefined) return;
    setImmediate(() => attempt(() => removeOldFiles(this.#directory, { days, bytes }, today)));
  }

  #sync(): void {
    const { logFsync } = this.#config;
    if (logFsync === 'each') attempt(() => this.#file?.sync());
    if (logFsync !== 'interval' || this.#isSyncDue) return;
    this.#isSyncDue = true;
    setTimeout(() => {
      if (!this.#isSyncDue) return;
      this.#isSyncDue = false;
      attempt(() => this.#file?.syncSoon(tell));
    }, SYNC_AFTER).unref();
  }

  #close(): void {
    this.flush();
    const file = this.#file;
    this.#file = undefined;
    attempt(() => file?.close());
  }
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

/** A failure here loses no record. */
function attempt(action: () => void): void {
  try {
    action();
  } catch (error) {
    tell(error);
  }
}

function tell(error: unknown): void {
  diagnose('the call log could not be tended', error);
}
