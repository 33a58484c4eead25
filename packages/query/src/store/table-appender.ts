// Appends rows to a table of DuckDB, whole columns at a time.

import bindings, { type Vector } from '@duckdb/node-bindings';
import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBType,
  LIST,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import {
  type BufferedColumn,
  type Column,
  type ColumnType,
  MONEY_SCALE,
  RowBuffer,
} from './row-buffer.ts';
import { MONEY_DIGITS } from './sql.ts';

const TYPES: Readonly<Record<ColumnType, DuckDBType>> = {
  text: VARCHAR,
  integer: BIGINT,
  number: DOUBLE,
  boolean: BOOLEAN,
  texts: LIST(VARCHAR),
  money: DECIMAL(MONEY_DIGITS, MONEY_SCALE),
  time: TIMESTAMP,
};

/**
 * Appends to one table. It reuses the memory of one row buffer: the library frees memory only with
 * garbage collection, which does not know its size, so memory would grow.
 */
export class TableAppender {
  /** Rows for `flush`. */
  readonly rows: RowBuffer;
  readonly #appender: DuckDBAppender;
  readonly #chunk: DuckDBDataChunk;

  /** @internal */
  constructor(appender: DuckDBAppender, columns: readonly Column[]) {
    this.rows = new RowBuffer(columns);
    this.#appender = appender;
    this.#chunk = DuckDBDataChunk.create(columns.map(({ type }) => TYPES[type]));
  }

  /** Appends the rows in the open transaction, then empties the buffer. */
  flush(): void {
    this.append(this.rows);
  }

  /** The same for another buffer of the same columns. */
  append(rows: RowBuffer): void {
    const { columns, length } = rows;
    this.#chunk.reset();
    this.#chunk.rowCount = length;
    for (const [at, column] of columns.entries()) {
      fill(bindings.data_chunk_get_vector(this.#chunk.chunk, at), column, length);
    }
    this.#appender.appendDataChunk(this.#chunk);
    this.#appender.flushSync();
    rows.clear();
  }

  close(): void {
    this.#appender.closeSync();
  }
}

/** Copies a whole column; the library's API makes a call, and a big integer, for each row without a value. */
function fill(vector: Vector, column: BufferedColumn, rowCount: number): void {
  const { type, count, present, numbers, texts } = column;
  if (count < rowCount) {
    bindings.vector_ensure_validity_writable(vector);
    bindings.copy_data_to_vector_validity(vector, 0, present.buffer, 0, present.byteLength);
  }
  if (count === 0) return;
  if (numbers !== undefined) {
    bindings.copy_data_to_vector(vector, 0, numbers.buffer, 0, numbers.byteLength);
  }
  if (type === 'text') return fillTexts(vector, texts);
  if (type !== 'texts') return;
  bindings.list_vector_reserve(vector, texts.length);
  bindings.list_vector_set_size(vector, texts.length);
  fillTexts(bindings.list_vector_get_child(vector), texts);
}

function fillTexts(vector: Vector, texts: BufferedColumn['texts']): void {
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row];
    if (text !== undefined) bindings.vector_assign_string_element(vector, row, text);
  }
}
