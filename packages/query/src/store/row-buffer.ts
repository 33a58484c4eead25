// Buffers rows for a table column by column, in the memory layout of the database, so that
// it can copy whole columns. A column without values costs nothing.

import { longInteger } from '../exact-json.ts';

/** Types of columns; `money` is stored as 64 bit nano-dollars and read as dollars. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'texts' | 'money' | 'time';

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Row capacity of a buffer. */
export const BUFFER_ROWS = 2048;

/** Decimal places of `money`. */
export const MONEY_SCALE = 9;

const LONG_INTEGER = /^-?\d{16,30}$/;
const NANO = 10 ** MONEY_SCALE;
const MICROSECONDS_PER_MS = 1000n;
const BITS = 8;

type Numbers = BigInt64Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** The values of one column. */
export interface BufferedColumn {
  readonly type: ColumnType;
  /** Number of values. */
  count: number;
  /** A bit per row, lowest first: 1 if there is a value. */
  readonly present: Uint8Array<ArrayBuffer>;
  /** A value per row; for `texts`, the start of its items in `texts`, and their count. */
  readonly numbers: Numbers | undefined;
  /** A string per row; for `texts`, all rows' items. */
  readonly texts: (string | undefined)[];
}

/** A buffer of rows. */
export class RowBuffer {
  readonly columns: readonly BufferedColumn[];
  /** Number of rows. */
  length = 0;

  constructor(columns: readonly Column[]) {
    this.columns = columns.map(({ type }) => ({
      type,
      count: 0,
      present: new Uint8Array(BUFFER_ROWS / BITS),
      numbers: toNumbers(type),
      texts: [],
    }));
  }

  get isFull(): boolean {
    return this.length === BUFFER_ROWS;
  }

  /**
   * Sets the column at `at` in the row that `endRow` ends. A value with the wrong type is skipped, so that
   * one record cannot stop the others.
   */
  set(at: number, value: unknown): void {
    const column = this.columns[at]!;
    const row = this.length;
    if (!put(column, row, value)) return;
    column.present[row >> 3]! |= 1 << (row & 7);
    column.count += 1;
  }

  endRow(): void {
    this.length += 1;
  }

  /** Clears all rows. */
  clear(): void {
    this.length = 0;
    for (const column of this.columns) {
      column.count = 0;
      column.present.fill(0);
      column.texts.length = 0;
    }
  }
}

function toNumbers(type: ColumnType): Numbers | undefined {
  switch (type) {
    case 'text':
      return undefined;
    case 'texts':
      return new BigInt64Array(2 * BUFFER_ROWS);
    case 'number':
      return new Float64Array(BUFFER_ROWS);
    case 'boolean':
      return new Uint8Array(BUFFER_ROWS);
    default:
      return new BigInt64Array(BUFFER_ROWS);
  }
}

/** Whether a value was stored. */
function put({ type, numbers, texts }: BufferedColumn, row: number, value: unknown): boolean {
  if (type === 'text') {
    if (typeof value !== 'string') return false;
    texts[row] = value;
  } else if (type === 'texts') {
    if (!Array.isArray(value)) return false;
    numbers![2 * row] = BigInt(texts.length);
    numbers![2 * row + 1] = BigInt(value.length);
    for (const item of value) texts.push(typeof item === 'string' ? item : JSON.stringify(item));
  } else {
    const number = toNumber(type, value);
    if (number === undefined) return false;
    numbers![row] = number;
  }
  return true;
}

function toNumber(type: ColumnType, value: unknown): number | bigint | undefined {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) : undefined;
    case 'number':
      return toFinite(value);
    case 'time': {
      const milliseconds = typeof value === 'string' ? Date.parse(value) : NaN;
      return Number.isNaN(milliseconds) ? undefined : BigInt(milliseconds) * MICROSECONDS_PER_MS;
    }
    case 'money':
      return typeof value === 'number' ? toWhole(Math.round(value * NANO)) : undefined;
    default:
      return toWhole(value);
  }
}

/** Integers beyond 2^53 are texts of digits. */
function toFinite(value: unknown): number | undefined {
  if (typeof value === 'string' && LONG_INTEGER.test(value)) return Number(value);
  return Number.isFinite(value) ? (value as number) : undefined;
}

function toWhole(value: unknown): bigint | undefined {
  if (typeof value === 'string') return longInteger(value);
  return Number.isSafeInteger(value) ? BigInt(value as number) : undefined;
}
