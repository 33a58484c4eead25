// Call records in daily files, read without a database.

import { appendFileSync, closeSync } from 'node:fs';
import path from 'node:path';
import { makeDirectory } from '../own-directory.ts';
import { openOwnFile } from '../own-file.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { toLogLine } from '../reader/log-line.ts';
import { readFile } from '../reader/read-file.ts';
import { distinctFiles } from '../store/present-files.ts';
import { inTimeOrder, isWanted, type LogStorage, type StorageQuery } from './log-storage.ts';

/** Appends to `llm_logs_YYYY-MM-DD.jsonl`, by the record's UTC day, in one write each. */
export class FileStorage implements LogStorage {
  readonly #directory: string;

  /** @param directory - created if needed */
  constructor(directory: string) {
    this.#directory = directory;
    makeDirectory(directory);
  }

  /** @throws {Failure} when the file of the day is a link or another user's */
  store(record: CallRecord): void {
    const time = new Date(String(record['timestamp']));
    const day = time.toISOString().slice(0, 10);
    const file = path.join(this.#directory, `llm_logs_${day}.jsonl`);
    const descriptor = openOwnFile(file);
    try {
      appendFileSync(descriptor, toLogLine(record));
    } finally {
      closeSync(descriptor);
    }
  }

  /** Reads the files of the time range. A call is logged on the day it ends. */
  async query(query: StorageQuery): Promise<CallRecord[]> {
    const first = query.start.toISOString().slice(0, 10);
    const found: CallRecord[] = [];
    for (const file of await distinctFiles(this.#directory)) {
      if (file.day !== undefined && file.day < first) continue;
      for await (const { records } of readFile(file.path)) {
        for (const { record } of records) if (isWanted(record, query)) found.push(record);
      }
    }
    return inTimeOrder(found);
  }
}
