// The calls of an archive, which stay in its files: a question reads the columns that it is about. Files may be added,
// replaced and removed at any time.

import type { ReadState } from '../reader/followed-file.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import type { CallSource } from '../store/call-source.ts';
import type { Engine, Row } from '../store/engine.ts';
import type { Clause, Filter } from '../store/filter.ts';
import type { LogReport } from '../store/ingest.ts';
import { openEngine, openTemporary, type TemporaryEngine } from '../store/open-engine.ts';
import type { UnreadableFile } from '../store/present-files.ts';
import type { Place } from '../store/record-files.ts';
import { type ArchiveFile, archiveFiles, isBucket } from './archive-place.ts';
import { toRecord } from './archive-record.ts';
import { FILE_TIME, inColumns, selectCalls, selectColumns, selectRows } from './archive-view.ts';
import { bucketFiles, openBucket } from './bucket.ts';

/** What questions may take: percentiles of 100 million calls take a gigabyte. */
export const MEMORY_MB = 2048;
/** Milliseconds between two looks at which files a bucket has, and whether they have changed. */
const LOOK_AT_BUCKET_EVERY = 300_000;

/** The calls of a directory or a bucket. */
export class ArchiveCalls implements CallSource {
  readonly engine: Engine;
  readonly file = undefined;
  readonly isMarked = inColumns;
  readonly #place: string;
  readonly #close: () => void;
  /** Columns by the state of a file. */
  #columnsOf: ReadonlyMap<string, ReadonlySet<string>> = new Map();
  #files: readonly string[] = [];
  #columns: ReadonlySet<string> = new Set();
  #state: string | undefined;
  #lookedAt = -Infinity;
  #report: LogReport | undefined;
  #isClosed = false;

  private constructor({ engine, close }: TemporaryEngine, place: string) {
    this.engine = engine;
    this.#close = close;
    this.#place = place;
  }

  /**
   * Opens an archive.
   *
   * @throws {Failure} when a bucket cannot be read
   */
  static async open(place: string): Promise<ArchiveCalls> {
    const calls = new ArchiveCalls(await openTemporary(MEMORY_MB), place);
    try {
      await calls.#prepare(calls.engine);
      await calls.refresh();
    } catch (error) {
      calls.close();
      throw error;
    }
    return calls;
  }

  get report(): LogReport {
    return this.#report!;
  }

  get note(): string | undefined {
    if (this.#files.length > 0) return undefined;
    return `no record is in ${this.#place}: it has no date=<day>/*.parquet file`;
  }

  async refresh(): Promise<void> {
    if (isBucket(this.#place)) {
      if (performance.now() - this.#lookedAt < LOOK_AT_BUCKET_EVERY) return;
      this.#lookedAt = performance.now();
    }
    const present = await this.#present();
    const state = JSON.stringify(present);
    if (state === this.#state) return;
    const unreadable: UnreadableFile[] = [];
    const columnsOf = await this.#columnsIn(present, unreadable);
    const readable = present.filter((file) => columnsOf.has(keyOf(file)));
    this.#columnsOf = columnsOf;
    this.#files = readable.map(({ path }) => path);
    this.#columns = new Set([...columnsOf.values()].flatMap((names) => [...names]));
    await this.engine.run(`CREATE OR REPLACE VIEW calls AS ${this.#select()}`);
    const [row] = await this.engine.rows('SELECT count(*) AS n FROM calls');
    const nothing = { bad: 0, pending: 0, joined: 0, firstBad: undefined, firstNewer: undefined };
    this.#report = { read: Number(row?.['n']), ...nothing, unreadable };
    this.#state = state;
  }

  implied({ since, until }: Filter): Clause {
    const bounds = [
      ...(since === undefined ? [] : [['>=', since] as const]),
      ...(until === undefined ? [] : [['<', until] as const]),
    ];
    return {
      sql: ['true', ...bounds.map(([sign]) => `${FILE_TIME} ${sign} ?::TIMESTAMPTZ`)].join(' AND '),
      parameters: bounds.map(([, time]) => time.toISOString()),
    };
  }

  async recordsAt(places: readonly Place[]): Promise<CallRecord[]> {
    const rows = new Map<string, Row>();
    const keyOfPlace = ({ file_number: file, line_offset: row }: Place): string => `${file} ${row}`;
    for (const [number, ofFile] of Map.groupBy(places, ({ file_number: file }) => file)) {
      const file = this.#files[number];
      if (file === undefined) continue;
      const wanted = ofFile.map(({ line_offset: row }) => row);
      for (const row of await this.engine.rows(selectRows(file, wanted, this.#columns))) {
        rows.set(`${number} ${Number(row['row_number'])}`, row);
      }
    }
    return places.flatMap((place) => {
      const row = rows.get(keyOfPlace(place));
      return row === undefined ? [] : [toRecord(row)];
    });
  }

  /** Nothing is read in pieces. */
  async states(): Promise<ReadonlyMap<string, ReadState>> {
    return new Map();
  }

  async lock(temporaryDirectory: string): Promise<Engine> {
    const options = { temporaryDirectory, memoryMb: MEMORY_MB };
    const engine = await openEngine(undefined, options);
    try {
      await this.#prepare(engine);
      await engine.run(`CREATE VIEW calls AS ${this.#select()}`);
      await engine.lock(this.#files);
    } catch (error) {
      engine.close();
      throw error;
    }
    this.close();
    return engine;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#close();
  }

  async #prepare(engine: Engine): Promise<void> {
    await engine.run(`SET TimeZone = 'UTC'`);
    await engine.run('SET parquet_metadata_cache = true');
    if (isBucket(this.#place)) await openBucket(engine, this.#place);
  }

  #select(): string {
    return selectCalls(this.#files, this.#columns);
  }

  async #present(): Promise<ArchiveFile[]> {
    if (isBucket(this.#place)) return bucketFiles(this.engine, this.#place);
    return archiveFiles(this.#place);
  }

  /** The columns of `files`, without those of files that cannot be read, which is how a damaged one is found. */
  async #columnsIn(
    files: readonly ArchiveFile[],
    unreadable: UnreadableFile[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const known = files.filter((file) => this.#columnsOf.has(keyOf(file)));
    const columns = new Map(known.map((file) => [keyOf(file), this.#columnsOf.get(keyOf(file))!]));
    const added = files.filter((file) => !columns.has(keyOf(file)));
    try {
      await this.#readColumns(added, columns);
    } catch {
      for (const file of added) {
        await this.#readColumns([file], columns).catch((error: unknown) => {
          const [why = ''] = (error as Error).message.split('\n');
          unreadable.push({ name: file.path, code: 'Parquet', why });
        });
      }
    }
    return columns;
  }

  async #readColumns(
    files: readonly ArchiveFile[],
    columns: Map<string, ReadonlySet<string>>,
  ): Promise<void> {
    if (files.length === 0) return;
    const rows = await this.engine.rows(selectColumns(files.map(({ path }) => path)));
    const byFile = Map.groupBy(rows, (row) => row['file_name']);
    for (const file of files) {
      const names = byFile.get(file.path)?.map(({ name }) => String(name));
      columns.set(keyOf(file), new Set(names));
    }
  }
}

function keyOf({ path, state }: ArchiveFile): string {
  return `${path} ${state}`;
}
