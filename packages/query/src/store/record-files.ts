// Reads whole records by their log position.

import { closeSync, readSync } from 'node:fs';
import { openFileSync } from '../reader/open-file.ts';
import { type CallRecord, parseLine } from '../reader/parse-line.ts';
import type { NumberedFile } from './ingest.ts';

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
  readonly #open = new Map<number, number | undefined>();

  constructor(files: readonly NumberedFile[]) {
    this.#pathOf = new Map(files.map(({ number, path }) => [number, path]));
  }

  /** The records at `places`, without those of files that were removed. */
  read(places: readonly Place[]): CallRecord[] {
    return places.flatMap((place) => {
      const descriptor = this.#descriptor(place.file_number);
      if (descriptor === undefined) return [];
      const bytes = Buffer.allocUnsafe(place.line_length);
      const length = readSync(descriptor, bytes, 0, bytes.length, place.line_offset);
      const record = parseLine(bytes.subarray(0, length)).records[place.line_part];
      return record === undefined ? [] : [record];
    });
  }

  close(): void {
    for (const descriptor of this.#open.values()) {
      if (descriptor !== undefined) closeSync(descriptor);
    }
    this.#open.clear();
  }

  #descriptor(file: number): number | undefined {
    if (!this.#open.has(file)) this.#open.set(file, openFile(this.#pathOf.get(file)));
    return this.#open.get(file);
  }
}

function openFile(path: string | undefined): number | undefined {
  if (path === undefined) return undefined;
  try {
    return openFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
