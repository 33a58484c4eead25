// Rows on their way into a table: column by column, laid out as a database has them in memory, so that
// it can copy whole columns. A column that no row has costs nothing.

/** Types of columns; `money` counts nano-dollars in 64 bits and is read as dollars. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'texts' | 'money' | 'time';

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Rows that a buffer has room for. */
export const BUFFER_ROWS = 2048;

/** Digits behind the point of `money`. */
export const MONEY_SCALE = 9;

const NANO = 10 ** MONEY_SCALE;
const MICROSECONDS_PER_MS = 1000n;
const BITS = 8;

type Numbers = BigInt64Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** The values of one column. */
export interface BufferedColumn {
  readonly type: ColumnType;
  /** How many rows have a value. */
  count: number;
  /** A bit per row, the lowest first: 1 where there is a value. */
  readonly present: Uint8Array<ArrayBuffer>;
  /** A value per row; of `texts`, where its items start in `texts`, and how many there are. */
  readonly numbers: Numbers | undefined;
  /** A text per row; of `texts`, the items of all rows. */
  readonly texts: (string | undefined)[];
}

/** Some rows of a table. */
export class RowBuffer {
  readonly columns: readonly BufferedColumn[];
  /** How many rows there are. */
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
   * Sets the column at `at` of the row that `endRow` will end. A value of another type than the column is
   * left out, so no record can stop the reading of others.
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

  /** Makes room for other rows. */
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

/** Whether there was something to put. */
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
      return Number.isFinite(value) ? (value as number) : undefined;
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

function toWhole(value: unknown): bigint | undefined {
  return Number.isSafeInteger(value) ? BigInt(value as number) : undefined;
}
