// Rows that wait for the database, which takes seconds to commit: meanwhile the next ones are read.

import type { TableAppender } from './table-appender.ts';
import { type Column, RowBuffer } from './row-buffer.ts';

/** Full buffers that may wait, of 2 MB or so. */
const MOST_WAITING = 6;

/** Buffers of rows, in their order. */
export class RowsAhead {
  readonly #columns: readonly Column[];
  #waiting: RowBuffer[] = [];
  readonly #empty: RowBuffer[] = [];
  #current: RowBuffer;

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
    this.#current = new RowBuffer(columns);
  }

  /** The buffer that takes the next row. */
  get rows(): RowBuffer {
    if (this.#current.isFull) {
      this.#waiting.push(this.#current);
      this.#current = this.#empty.pop() ?? new RowBuffer(this.#columns);
    }
    return this.#current;
  }

  /** Whether no more should be read before some are appended. */
  get isCrowded(): boolean {
    return this.#waiting.length >= MOST_WAITING;
  }

  /** Appends the full buffers. */
  appendFull(appender: TableAppender): void {
    for (const rows of this.#waiting) {
      appender.append(rows);
      this.#empty.push(rows);
    }
    this.#waiting = [];
  }

  /** Appends all rows. */
  appendAll(appender: TableAppender): void {
    this.appendFull(appender);
    if (this.#current.length > 0) appender.append(this.#current);
  }
}
