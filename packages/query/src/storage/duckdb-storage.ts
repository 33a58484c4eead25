// Call records in files, queried through a database.

import type { CallRecord } from '../reader/parse-line.ts';
import { Store } from '../store/store.ts';
import { FileStorage } from './file-storage.ts';
import type { LogStorage, StorageQuery } from './log-storage.ts';

/** Stores like `FileStorage`, and queries millions of records fast. */
export class DuckDbStorage implements LogStorage, AsyncDisposable {
  readonly #files: FileStorage;
  readonly #store: Store;

  private constructor(files: FileStorage, store: Store) {
    this.#files = files;
    this.#store = store;
  }

  /** Opens the logs of a directory, which is created if needed. */
  static async open(directory: string): Promise<DuckDbStorage> {
    const files = new FileStorage(directory);
    return new DuckDbStorage(files, await Store.open({ directory, isLenient: true }));
  }

  store(record: CallRecord): void {
    this.#files.store(record);
  }

  async query({ start, end, filters = {} }: StorageQuery): Promise<CallRecord[]> {
    await this.#store.refresh();
    const where = Object.entries(filters).map(
      ([key, value]) => ({ key, operator: '=', value: String(value) }) as const,
    );
    return this.#store.allRecords({ since: start, until: end, where });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#store.close();
  }
}
