// Queries call records. All commands and endpoints use it.

import { ArchiveCalls } from '../archive/archive-calls.ts';
import { isArchive } from '../archive/archive-place.ts';
import { Failure } from '../failure.ts';
import type { ReadState } from '../reader/followed-file.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import type { CallSource } from './call-source.ts';
import type { Engine, Parameter, Row } from './engine.ts';
import { withFeedback } from './feedback-about.ts';
import { type Clause, type Filter, toClause } from './filter.ts';
import type { LogReport } from './ingest.ts';
import { CALLS_WITH_COMBINATION, type Key, needsCombination, toKey } from './key.ts';
import { LogCalls, type LogOptions } from './log-calls.ts';
import { nearestNames } from './nearest-names.ts';
import { IN_ORDER, type Page, toTail } from './page.ts';
import { PlaceList } from './place-list.ts';
import type { Place } from './record-files.ts';
import { isToldOnce, type MarkCondition } from './repetition-marks.ts';
import { withWholeTrace } from './short-ids.ts';

/** Store options. */
export interface StoreOptions extends LogOptions {
  /** Accepts a key that no record has yet. */
  readonly isLenient?: boolean;
}

const PLACE = 'file_number, line_offset, line_length, line_part';

/** The call records of one directory. */
export class Store implements AsyncDisposable {
  readonly directory: string;
  readonly #calls: CallSource;
  readonly #isLenient: boolean;

  private constructor(calls: CallSource, { directory, isLenient = false }: StoreOptions) {
    this.directory = directory;
    this.#calls = calls;
    this.#isLenient = isLenient;
  }

  /**
   * Opens the logs of a directory and reads their new records, or an archive of Parquet files.
   *
   * @throws {Failure} when the directory cannot be read
   */
  static async open(options: StoreOptions): Promise<Store> {
    const calls = isArchive(options.directory)
      ? await ArchiveCalls.open(options.directory)
      : await LogCalls.open(options);
    return new Store(calls, options);
  }

  /** The database, for queries without a method here. */
  get engine(): Engine {
    return this.#calls.engine;
  }

  /** The read results for all files. */
  get report(): LogReport {
    return this.#calls.report;
  }

  /** The condition that a record tells what others tell. */
  get isMarked(): MarkCondition {
    return this.#calls.isMarked;
  }

  /** A note on how the store was opened. */
  get note(): string | undefined {
    return this.#calls.note;
  }

  /** The database file; absent in memory. */
  get cacheFile(): string | undefined {
    return this.#calls.file;
  }

  /** Reads what is new, or everything if a file was removed, replaced or cut. */
  async refresh(): Promise<LogReport> {
    await this.#calls.refresh();
    return this.report;
  }

  /** What has been read of each file, by its identity. */
  states(): Promise<ReadonlyMap<string, ReadState>> {
    return this.#calls.states();
  }

  /** Whole records with content, in batches. */
  async *records(filter: Filter, page: Page = {}): AsyncGenerator<CallRecord[], void, undefined> {
    const { sql, parameters } = await this.select(PLACE, filter, page);
    // Reads all places first: no other query can run while a result is open.
    const places = new PlaceList();
    for await (const batch of this.engine.batches(sql, parameters)) {
      for (const place of batch) places.add(place as unknown as Place);
    }
    for (let at = 0; at < places.length; at += BATCH) {
      yield await this.#calls.recordsAt(places.slice(at, BATCH));
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
    return this.#calls.recordsAt(places);
  }

  /** The record with a request id, or else a response id, and its feedback. */
  async recordsOfId(id: string): Promise<CallRecord[]> {
    const places = await this.engine.rows(`${withFeedback(PLACE)}, ${IN_ORDER}`, [id]);
    return this.#calls.recordsAt(places as unknown as Place[]);
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
    const clauses = [toClause(await this.#withWholeIds(filter)), this.#calls.implied(filter)];
    if (filter.isOnce === true) clauses.push({ sql: isToldOnce(this.isMarked), parameters: [] });
    const where = clauses.map(({ sql }) => sql).join(' AND ');
    const parameters = clauses.flatMap((clause) => clause.parameters);
    const all = [...keys, ...(filter.where ?? []).map(({ key }) => toKey(key))];
    await this.#mustExist(all);
    const source = needsCombination(all) ? CALLS_WITH_COMBINATION : 'calls';
    return { source, where, parameters };
  }

  /** Closes the store, and opens its calls for statements that may do no more than read them. */
  lock(temporaryDirectory: string): Promise<Engine> {
    return this.#calls.lock(temporaryDirectory);
  }

  close(): void {
    this.#calls.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** Where keys may be unknown, so may be traces. */
  async #withWholeIds(filter: Filter): Promise<Filter> {
    return this.#isLenient ? filter : await withWholeTrace(this, filter);
  }

  /** A misspelt key would give an empty result. */
  async #mustExist(keys: readonly Key[]): Promise<void> {
    if (this.report.read === 0 || this.#isLenient) return;
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
