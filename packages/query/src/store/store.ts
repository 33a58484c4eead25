// Queries call records. All commands and endpoints use it.

import { withFeedback } from './feedback-about.ts';
import path from 'node:path';
import { Failure } from '../failure.ts';
import type { ReadState } from '../reader/followed-file.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { type Cache, openCache, openInMemory, removeCache } from './cache.ts';
import type { Engine, Parameter, Row } from './engine.ts';
import { type Clause, type Filter, toClause } from './filter.ts';
import { ingest, type IngestOptions, type LogReport } from './ingest.ts';
import { CALLS_WITH_COMBINATION, type Key, needsCombination, toKey } from './key.ts';
import { nearestNames } from './nearest-names.ts';
import { IN_ORDER, type Page, toTail } from './page.ts';
import type { Samples } from './present-files.ts';
import { type Place, RecordFiles } from './record-files.ts';
import { withWholeTrace } from './short-ids.ts';
import { findRepeated } from './told-twice.ts';

/** Store options. */
export interface StoreOptions extends IngestOptions {
  /** The log directory. */
  readonly directory: string;
  /** Keeps the database beside the logs; default true. */
  readonly isCached?: boolean;
  /** Accepts a key that no record has yet. */
  readonly isLenient?: boolean;
}

const PLACE = 'file_number, line_offset, line_length, line_part';

/** The call records of one directory. */
export class Store implements AsyncDisposable {
  readonly directory: string;
  readonly #cache: Cache;
  readonly #options: StoreOptions;
  readonly #samples: Samples = new Map();
  #files = new RecordFiles([]);
  #report: LogReport | undefined;
  #hasRepeated = true;
  #isClosed = false;

  private constructor(cache: Cache, options: StoreOptions) {
    this.directory = options.directory;
    this.#cache = cache;
    this.#options = options;
  }

  /**
   * Opens the logs of a directory and reads their new records.
   *
   * @throws {Failure} when the directory cannot be read
   */
  static async open(options: StoreOptions): Promise<Store> {
    const cache = await openCache(options.directory, options.isCached ?? true);
    try {
      return await Store.#opened(cache, options);
    } catch (error) {
      // The disk of the cache may be full.
      if (error instanceof Failure || cache.file === undefined) throw error;
      // What is left of it would take the room that the log needs.
      removeCache(options.directory);
      return await Store.#opened(await openInMemory(error), options);
    }
  }

  static async #opened(cache: Cache, options: StoreOptions): Promise<Store> {
    const store = new Store(cache, options);
    try {
      await store.refresh();
    } catch (error) {
      store.close();
      throw error;
    }
    return store;
  }

  /** The database, for queries without a method here. */
  get engine(): Engine {
    return this.#cache.engine;
  }

  /** The read results for all files. */
  get report(): LogReport {
    return this.#report!;
  }

  /** Whether some records tell what others tell: looking for them takes half of a question's time. */
  get hasRepeated(): boolean {
    return this.#hasRepeated;
  }

  /** A note on how the store was opened. */
  get note(): string | undefined {
    return this.#cache.note;
  }

  /** The database file; absent in memory. */
  get cacheFile(): string | undefined {
    return this.#cache.file;
  }

  /** Reads appended data, or everything if a file was removed, replaced or cut. */
  async refresh(): Promise<LogReport> {
    const { report, files } = await ingest(
      this.engine,
      this.directory,
      this.#samples,
      this.#options,
    );
    this.#hasRepeated = await findRepeated(this.engine);
    this.#files.close();
    this.#files = new RecordFiles(files);
    this.#report = report;
    return report;
  }

  /** What has been read of each file, by its identity. */
  async states(): Promise<ReadonlyMap<string, ReadState>> {
    const rows = await this.engine.rows('SELECT identity, head, position, size FROM files');
    return new Map(
      rows.map(({ identity, head, position, size }) => [
        String(identity),
        { head: String(head) || undefined, position: Number(position), size: Number(size) },
      ]),
    );
  }

  /** Whole records with content, in batches. */
  async *records(filter: Filter, page: Page = {}): AsyncGenerator<CallRecord[], void, undefined> {
    const { sql, parameters } = await this.select(PLACE, filter, page);
    // Reads all places first: no other query can run while a result is open.
    const places = (await this.engine.rows(sql, parameters)) as unknown as Place[];
    for (let at = 0; at < places.length; at += BATCH) {
      yield await this.#files.read(places.slice(at, at + BATCH));
    }
  }

  /** The same at once. */
  async allRecords(filter: Filter, page: Page = {}): Promise<CallRecord[]> {
    const all: CallRecord[] = [];
    for await (const batch of this.records(filter, page)) all.push(...batch);
    return all;
  }

  /** The whole records at places from `engine`. */
  recordsAt(places: readonly Place[]): Promise<CallRecord[]> {
    return this.#files.read(places);
  }

  /** The record with a request id, or else a response id, and its feedback. */
  async recordsOfId(id: string): Promise<CallRecord[]> {
    const places = await this.engine.rows(`${withFeedback(PLACE)}, ${IN_ORDER}`, [id]);
    return this.#files.read(places as unknown as Place[]);
  }

  /** Some keys of calls. */
  async values(keys: readonly Key[], filter: Filter, page: Page = {}): Promise<Row[]> {
    const list = keys.map((key, at) => `${key.sql} AS "${at}"`).join(', ');
    const { sql, parameters } = await this.select(list, filter, page, keys);
    const rows = await this.engine.rows(sql, parameters);
    return rows.map((row) =>
      Object.fromEntries(keys.map(({ name }, at) => [name, row[String(at)] ?? null])),
    );
  }

  /** The number of calls. */
  async count(filter: Filter): Promise<number> {
    const { sql, parameters } = await this.select('count(*) AS n', filter);
    const [row] = await this.engine.rows(sql, parameters);
    return Number(row?.['n']);
  }

  /** A statement for the calls of `filter`, whose keys must exist. */
  async select(
    list: string,
    filter: Filter,
    page?: Page,
    keys: readonly Key[] = [],
  ): Promise<Clause> {
    const { source, where, parameters } = await this.source(filter, keys);
    const { sql: tail, parameters: bounds } = toTail(page);
    return {
      sql: `SELECT ${list} FROM ${source} WHERE ${where}${tail}`,
      parameters: [...parameters, ...bounds],
    };
  }

  /** Table and condition for a custom query. */
  async source(
    filter: Filter,
    keys: readonly Key[] = [],
  ): Promise<{ source: string; where: string; parameters: readonly Parameter[] }> {
    const isOnce = filter.isOnce === true && this.#hasRepeated;
    const { sql: where, parameters } = toClause({ ...(await this.#withWholeIds(filter)), isOnce });
    const all = [...keys, ...(filter.where ?? []).map(({ key }) => toKey(key))];
    await this.#mustExist(all);
    const source = needsCombination(all) ? CALLS_WITH_COMBINATION : 'calls';
    return { source, where, parameters };
  }

  /**
   * Closes the store and returns its database file for another process. For an in-memory store, the file
   * is a copy in `temporaryDirectory`.
   */
  async release(temporaryDirectory: string): Promise<string> {
    const { file } = this.#cache;
    const copy = path.join(temporaryDirectory, 'calls.duckdb');
    if (file === undefined) await this.engine.copyTo(copy);
    else await this.engine.run('CHECKPOINT');
    this.close();
    return file ?? copy;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#files.close();
    this.#cache.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** Where keys may be unknown, so may be traces. */
  async #withWholeIds(filter: Filter): Promise<Filter> {
    return this.#options.isLenient === true ? filter : await withWholeTrace(this, filter);
  }

  /** A misspelt key would give an empty result. */
  async #mustExist(keys: readonly Key[]): Promise<void> {
    if (this.report.read === 0 || this.#options.isLenient === true) return;
    for (const { name, sql, isKnown } of keys) {
      if (isKnown) continue;
      const rows = await this.engine.rows(`SELECT 1 FROM calls WHERE ${sql} IS NOT NULL LIMIT 1`);
      if (rows.length > 0) continue;
      const near = nearestNames(name);
      throw new Failure(
        `no record has a field or an attribute "${name}"${near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`}`,
      );
    }
  }
}

const BATCH = 1024;
