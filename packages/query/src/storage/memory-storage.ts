// Call records in memory, the newest so many.

import type { CallRecord } from '../reader/parse-line.ts';
import { inTimeOrder, isWanted, type LogStorage, type StorageQuery } from './log-storage.ts';

const USUAL_CAPACITY = 10_000;

/** A ring of records: when it is full, each new one takes the place of the oldest. */
export class MemoryStorage implements LogStorage {
  readonly #capacity: number;
  readonly #records: CallRecord[] = [];
  #next = 0;

  /** @param capacity - records that are kept; 10,000 unless told */
  constructor(capacity: number = USUAL_CAPACITY) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) {
      throw new RangeError(`capacity is ${capacity}; give a whole number of at least 1`);
    }
    this.#capacity = capacity;
  }

  /** Records that are kept now. */
  get size(): number {
    return this.#records.length;
  }

  store(record: CallRecord): void {
    this.#records[this.#next] = record;
    this.#next = (this.#next + 1) % this.#capacity;
  }

  async query(query: StorageQuery): Promise<CallRecord[]> {
    // As they came, so that records of the same time stay in that order.
    const asTheyCame = [...this.#records.slice(this.#next), ...this.#records.slice(0, this.#next)];
    return inTimeOrder(asTheyCame.filter((record) => isWanted(record, query)));
  }
}
