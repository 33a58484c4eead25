// Keeps the newest call records in memory.

import type { CallRecord } from '../reader/parse-line.ts';
import { inTimeOrder, isWanted, type LogStorage, type StorageQuery } from './log-storage.ts';

const USUAL_CAPACITY = 10_000;

/** A ring buffer: when it is full, each new record replaces the oldest. */
export class MemoryStorage implements LogStorage {
  readonly #capacity: number;
  readonly #records: CallRecord[] = [];
  #next = 0;

  /** @param capacity - maximum records; default 10,000 */
  constructor(capacity: number = USUAL_CAPACITY) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) {
      throw new RangeError(`capacity is ${capacity}; give a whole number of at least 1`);
    }
    this.#capacity = capacity;
  }

  /** Number of stored records. */
  get size(): number {
    return this.#records.length;
  }

  store(record: CallRecord): void {
    this.#records[this.#next] = record;
    this.#next = (this.#next + 1) % this.#capacity;
  }

  async query(query: StorageQuery): Promise<CallRecord[]> {
    // In insertion order, so that records with equal times keep it.
    const asTheyCame = [...this.#records.slice(this.#next), ...this.#records.slice(0, this.#next)];
    return inTimeOrder(asTheyCame.filter((record) => isWanted(record, query)));
  }
}
