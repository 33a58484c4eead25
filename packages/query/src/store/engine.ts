// DuckDB access: open, query, append. No other module uses DuckDB; this one knows no call records.

import bindings, { type Vector } from '@duckdb/node-bindings';
import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampValue,
  LIST,
  TIMESTAMP,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import {
  type BufferedColumn,
  type Column,
  type ColumnType,
  MONEY_SCALE,
  RowBuffer,
} from './row-buffer.ts';

/** A value bound to a `?` of a statement. */
export type Parameter = string | number | boolean | bigint | null;

/** A value in a result: times are ISO 8601, money is in dollars. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | readonly Cell[]
  | { readonly [key: string]: Cell };

/** A row of a result. */
export type Row = Readonly<Record<string, Cell>>;

const MONEY_DIGITS = 18;
const MICROSECONDS_PER_MS = 1000n;
const DIALECT: Readonly<Record<ColumnType, readonly [sql: string, type: DuckDBType]>> = {
  text: ['VARCHAR', VARCHAR],
  integer: ['BIGINT', BIGINT],
  number: ['DOUBLE', DOUBLE],
  boolean: ['BOOLEAN', BOOLEAN],
  texts: ['VARCHAR[]', LIST(VARCHAR)],
  money: [`DECIMAL(${MONEY_DIGITS},${MONEY_SCALE})`, DECIMAL(MONEY_DIGITS, MONEY_SCALE)],
  time: ['TIMESTAMP', TIMESTAMP],
};

/** Database options. */
export interface EngineOptions {
  /** Where queries spill data that exceeds memory. */
  readonly temporaryDirectory: string;
  /** Opens read-only. */
  readonly isReadOnly?: boolean;
  /** Blocks files, network and extensions for statements, which cannot undo that. */
  readonly isLocked?: boolean;
}

/** An open database. */
export class Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /**
   * Opens the database in `file`, or one in memory without.
   *
   * @throws when the file is damaged, or another process has it open
   */
  static async open(file: string | undefined, options: EngineOptions): Promise<Engine> {
    const instance = await DuckDBInstance.create(file ?? ':memory:', {
      memory_limit: '160MB',
      temp_directory: options.temporaryDirectory,
      preserve_insertion_order: 'true',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.isReadOnly === true && { access_mode: 'READ_ONLY' }),
      ...(options.isLocked === true && { enable_external_access: 'false' }),
    });
    const connection = await instance.connect();
    if (options.isLocked === true) await connection.run('SET lock_configuration = true');
    return new Engine(instance, connection);
  }

  /** Runs one statement without a result. */
  async run(sql: string, parameters: readonly Parameter[] = []): Promise<void> {
    await this.#connection.run(sql, [...parameters]);
  }

  /** The result of one query. */
  async rows(sql: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const batch of this.batches(sql, parameters)) rows.push(...batch);
    return rows;
  }

  /** The same, streamed. */
  async *batches(
    sql: string,
    parameters: readonly Parameter[] = [],
  ): AsyncGenerator<Row[], void, undefined> {
    const result = await this.#connection.stream(sql, [...parameters]);
    const names = result.deduplicatedColumnNames();
    while (true) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
      yield chunk
        .getRows()
        .map((row) => Object.fromEntries(row.map((value, at) => [names[at]!, toCell(value)])));
    }
  }

  /** How many statements `sql` has. */
  async statementCount(sql: string): Promise<number> {
    return (await this.#connection.extractStatements(sql)).count;
  }

  /** Makes a table. */
  async createTable(name: string, columns: readonly Column[]): Promise<void> {
    const list = columns.map((column) => `"${column.name}" ${DIALECT[column.type][0]}`);
    await this.run(`CREATE TABLE ${name} (${list.join(', ')})`);
  }

  /** Opens a table for rows; nobody may drop it until the appender is closed. */
  async appender(table: string, columns: readonly Column[]): Promise<TableAppender> {
    return new TableAppender(await this.#connection.createAppender(table), columns);
  }

  /** Writes a result to a Parquet file, or to what `more` options make of it. */
  async copyToParquet(
    { sql, parameters }: { readonly sql: string; readonly parameters: readonly Parameter[] },
    file: string,
    more = '',
  ): Promise<void> {
    const options = `FORMAT parquet, COMPRESSION zstd${more}`;
    await this.run(`COPY (${sql}) TO '${file.replaceAll("'", "''")}' (${options})`, parameters);
  }

  /** Writes all tables of a database in memory to a new database file. */
  async copyTo(file: string): Promise<void> {
    await this.run(`ATTACH '${file.replaceAll("'", "''")}' AS copy`);
    await this.run('COPY FROM DATABASE memory TO copy');
    await this.run('DETACH copy');
  }

  /** Stops the running query, which then throws. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

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
    this.#chunk = DuckDBDataChunk.create(columns.map(({ type }) => DIALECT[type][1]));
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

function toCell(value: DuckDBValue): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return toNumber(value);
  if (typeof value !== 'object') return value;
  if (value instanceof DuckDBTimestampValue) {
    return new Date(Number(value.micros / MICROSECONDS_PER_MS)).toISOString();
  }
  if (value instanceof DuckDBDecimalValue) return Number(value.toString());
  if (value instanceof DuckDBListValue) return value.items.map(toCell);
  return String(value);
}

/** A number if that is exact, else its digits. */
function toNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
