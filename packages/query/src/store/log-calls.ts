// The calls of a log: read once into the database, and again where a file was removed, replaced or cut.

import path from 'node:path';
import { Failure } from '../failure.ts';
import type { ReadState } from '../reader/followed-file.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { type Cache, openCache, openInMemory, removeCache } from './cache.ts';
import type { CallSource } from './call-source.ts';
import type { Engine } from './engine.ts';
import type { Clause } from './filter.ts';
import { ingest, type IngestOptions, type LogReport } from './ingest.ts';
import { openEngine } from './open-engine.ts';
import type { Samples } from './present-files.ts';
import { type Place, RecordFiles } from './record-files.ts';
import type { MarkCondition } from './repetition-marks.ts';
import { findRepeated } from './told-twice.ts';

const NOTHING: Clause = { sql: 'true', parameters: [] };

/** Which log, and how it is read. */
export interface LogOptions extends IngestOptions {
  /** The directory of the log or of the archive; `s3://bucket/prefix` for an archive in a bucket. */
  readonly directory: string;
  /** Keeps the database beside the logs; default true. */
  readonly isCached?: boolean;
}

/** The calls of a directory. */
export class LogCalls implements CallSource {
  readonly #cache: Cache;
  readonly #options: LogOptions;
  readonly #samples: Samples = new Map();
  #files = new RecordFiles([]);
  #isClosed = false;
  #read: { readonly report: LogReport; readonly isMarked: MarkCondition } | undefined;

  private constructor(cache: Cache, options: LogOptions) {
    this.#cache = cache;
    this.#options = options;
  }

  /**
   * Opens the logs of a directory and reads their new records.
   *
   * @throws {Failure} when the directory cannot be read
   */
  static async open(options: LogOptions): Promise<LogCalls> {
    const cache = await openCache(options.directory, options.isCached ?? true);
    try {
      return await LogCalls.#opened(cache, options);
    } catch (error) {
      // The disk of the cache may be full.
      if (error instanceof Failure || cache.file === undefined) throw error;
      // What is left of it would take the room that the log needs.
      removeCache(options.directory);
      return await LogCalls.#opened(await openInMemory(error), options);
    }
  }

  static async #opened(cache: Cache, options: LogOptions): Promise<LogCalls> {
    const calls = new LogCalls(cache, options);
    try {
      await calls.refresh();
    } catch (error) {
      calls.close();
      throw error;
    }
    return calls;
  }

  get engine(): Engine {
    return this.#cache.engine;
  }

  get file(): string | undefined {
    return this.#cache.file;
  }

  get note(): string | undefined {
    return this.#cache.note;
  }

  get report(): LogReport {
    return this.#read!.report;
  }

  get isMarked(): MarkCondition {
    return this.#read!.isMarked;
  }

  async refresh(): Promise<void> {
    const { report, files } = await ingest(
      this.engine,
      this.#options.directory,
      this.#samples,
      this.#options,
    );
    const isMarked = await findRepeated(this.engine);
    this.#files.close();
    this.#files = new RecordFiles(files);
    this.#read = { report, isMarked };
  }

  implied(): Clause {
    return NOTHING;
  }

  recordsAt(places: readonly Place[]): Promise<CallRecord[]> {
    return this.#files.read(places);
  }

  async states(): Promise<ReadonlyMap<string, ReadState>> {
    const rows = await this.engine.rows('SELECT identity, head, position, size FROM files');
    return new Map(
      rows.map(({ identity, head, position, size }) => [
        String(identity),
        { head: String(head) || undefined, position: Number(position), size: Number(size) },
      ]),
    );
  }

  /** A database in memory is copied to `temporaryDirectory`. */
  async lock(temporaryDirectory: string): Promise<Engine> {
    const { file } = this;
    const copy = path.join(temporaryDirectory, 'calls.duckdb');
    if (file === undefined) await this.engine.copyTo(copy);
    else await this.engine.run('CHECKPOINT');
    this.close();
    const options = { temporaryDirectory, isReadOnly: true, isLocked: true };
    return openEngine(file ?? copy, options);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#files.close();
    this.#cache.close();
  }
}
