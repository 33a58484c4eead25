// Reads whole records by their log position.

import { type CallRecord, parseLine } from '../reader/parse-line.ts';
import { RandomAccessFile } from '../reader/random-access-file.ts';
import type { NumberedFile } from './ingest.ts';

/** A log may have more files than a process may open. */
const MOST_OPEN = 64;

/** A record's place. */
export interface Place {
  readonly file_number: number;
  /** Bytes. */
  readonly line_offset: number;
  readonly line_length: number;
  readonly line_part: number;
}

/** The files of the log. */
export class RecordFiles {
  readonly #pathOf: ReadonlyMap<number, string>;
  readonly #open = new Map<number, RandomAccessFile | undefined>();

  constructor(files: readonly NumberedFile[]) {
    this.#pathOf = new Map(files.map(({ number, path }) => [number, path]));
  }

  /** The records at `places`, without those of files that were removed. */
  async read(places: readonly Place[]): Promise<CallRecord[]> {
    const records: CallRecord[] = [];
    for (const place of places) {
      const file = await this.#file(place.file_number);
      const bytes = file?.bytesAt(place.line_offset, place.line_length);
      const record = bytes && parseLine(bytes).records[place.line_part];
      if (record !== undefined) records.push(record);
    }
    return records;
  }

  close(): void {
    for (const file of this.#open.values()) file?.close();
    this.#open.clear();
  }

  async #file(number: number): Promise<RandomAccessFile | undefined> {
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MOST_OPEN && !this.#open.has(number) && oldest !== undefined) {
      this.#open.get(oldest)?.close();
      this.#open.delete(oldest);
    }
    if (!this.#open.has(number)) this.#open.set(number, await open(this.#pathOf.get(number)));
    return this.#open.get(number);
  }
}

async function open(path: string | undefined): Promise<RandomAccessFile | undefined> {
  try {
    return path === undefined ? undefined : await RandomAccessFile.open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
