// Where a store has its calls from: a log of JSON lines, or an archive of Parquet.

import type { ReadState } from '../reader/followed-file.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import type { Engine } from './engine.ts';
import type { Clause, Filter } from './filter.ts';
import type { LogReport } from './ingest.ts';
import type { Place } from './record-files.ts';
import type { MarkCondition } from './repetition-marks.ts';

/** An open source. Its database has the calls as `calls`. */
export interface CallSource {
  readonly engine: Engine;
  /** The database file; absent in memory. */
  readonly file: string | undefined;
  /** How it was opened, if that is worth a note. */
  readonly note: string | undefined;
  /** The read results for all files. */
  readonly report: LogReport;
  readonly isMarked: MarkCondition;
  /** Reads what is new. */
  refresh(): Promise<void>;
  /** What `filter` implies of other columns than those that it is about, if that saves reading. */
  implied(filter: Filter): Clause;
  /** The whole records at `places`, without those that are gone. */
  recordsAt(places: readonly Place[]): Promise<CallRecord[]>;
  /** What has been read of each file, by its identity. */
  states(): Promise<ReadonlyMap<string, ReadState>>;
  /** Closes the source, and opens its calls for statements that may do no more than read them. */
  lock(temporaryDirectory: string): Promise<Engine>;
  close(): void;
}
