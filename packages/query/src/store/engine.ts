// DuckDB, and the only module that knows it: opening, asking, appending. Knows nothing of call records.

import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DOUBLE,
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

/** Types of columns; `money` counts nano-dollars in 64 bits and is read as dollars. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean' | 'texts' | 'money' | 'time';

/** A column of a table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** What is bound to a `?` of a statement. */
export type Parameter = string | number | boolean | bigint | null;

/** What a column of an answer holds: times are ISO 8601, money is in dollars. */
export type Cell =
  | string
  | number
  | boolean
  | null
  | readonly Cell[]
  | { readonly [key: string]: Cell };

/** A row of an answer. */
export type Row = Readonly<Record<string, Cell>>;

const MONEY_DIGITS = 18;
const MONEY_SCALE = 9;
const NANO = 10 ** MONEY_SCALE;
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

/** How to open a database. */
export interface EngineOptions {
  /** Where queries put what does not fit into memory. */
  readonly temporaryDirectory: string;
  /** Nothing can be written. */
  readonly isReadOnly?: boolean;
  /** Statements can reach no file, no network, no extension, and cannot change that. */
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

  /** Runs one statement without an answer. */
  async run(sql: string, parameters: readonly Parameter[] = []): Promise<void> {
    await this.#connection.run(sql, [...parameters]);
  }

  /** The answer to one question. */
  async rows(sql: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const batch of this.batches(sql, parameters)) rows.push(...batch);
    return rows;
  }

  /** The same, while it comes. */
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

  /** Appends rows, given as one list of values per column. */
  async append(
    table: string,
    columns: readonly Column[],
    values: readonly (readonly unknown[])[],
  ): Promise<void> {
    const appender = await this.#connection.createAppender(table);
    try {
      const types = columns.map(({ type }) => DIALECT[type][1]);
      const chunk = DuckDBDataChunk.create(types, values[0]?.length ?? 0);
      chunk.setColumns(
        values.map((list, at) => list.map((value) => toValue(columns[at]!.type, value))),
      );
      appender.appendDataChunk(chunk);
    } finally {
      appender.closeSync();
    }
  }

  /** Writes an answer to a Parquet file. */
  async copyToParquet(sql: string, parameters: readonly Parameter[], file: string): Promise<void> {
    const target = file.replaceAll("'", "''");
    await this.run(`COPY (${sql}) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`, parameters);
  }

  /** Writes all tables of a database in memory to a new database file. */
  async copyTo(file: string): Promise<void> {
    await this.run(`ATTACH '${file.replaceAll("'", "''")}' AS copy`);
    await this.run('COPY FROM DATABASE memory TO copy');
    await this.run('DETACH copy');
  }

  /** Stops the running question, which then throws. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

/** Rows that one `append` takes at most. */
export const APPEND_ROWS = 2048;

/** A value of another type than its column is left out, so no record can stop the reading of others. */
function toValue(type: ColumnType, value: unknown): DuckDBValue {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? value : null;
    case 'integer':
      return Number.isSafeInteger(value) ? BigInt(value as number) : null;
    case 'number':
      return Number.isFinite(value) ? (value as number) : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'texts':
      return Array.isArray(value) ? new DuckDBListValue(value.map(String)) : null;
    case 'money':
      return toMoney(value);
    case 'time':
      return toTime(value);
  }
}

function toMoney(dollars: unknown): DuckDBDecimalValue | null {
  if (typeof dollars !== 'number' || !Number.isFinite(dollars)) return null;
  const nano = Math.round(dollars * NANO);
  if (!Number.isSafeInteger(nano)) return null;
  return new DuckDBDecimalValue(BigInt(nano), MONEY_DIGITS, MONEY_SCALE);
}

function toTime(text: unknown): DuckDBTimestampValue | null {
  const milliseconds = typeof text === 'string' ? Date.parse(text) : NaN;
  if (!Number.isFinite(milliseconds)) return null;
  return new DuckDBTimestampValue(BigInt(milliseconds) * MICROSECONDS_PER_MS);
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

/** A number where that is exact, else its digits. */
function toNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
