// DuckDB access: open, query, append. Only this module and `table-appender` use DuckDB; they know no call records.

import {
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampValue,
  type DuckDBConnection,
  type DuckDBValue,
  StatementType,
} from '@duckdb/node-api';
import type { Column } from './row-buffer.ts';
import { SQL_TYPES, toText } from './sql.ts';
import { TableAppender } from './table-appender.ts';

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

const MICROSECONDS_PER_MS = 1000n;
const LOCK = 'SET lock_configuration = true';
const MEMORY_MB = 160;
const GROUPS_IN_MEMORY = 5;

/** Database options. */
export interface EngineOptions {
  /** Where queries spill data that exceeds memory. */
  readonly temporaryDirectory: string;
  /** Opens read-only. */
  readonly isReadOnly?: boolean;
  /** Blocks files, network and extensions for statements, which cannot undo that. */
  readonly isLocked?: boolean;
  /** MB that queries may take before they spill; default 160. */
  readonly memoryMb?: number;
}

/** An open database. */
export class Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #memoryMb: number;
  #isForQueries = false;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, memoryMb: number) {
    this.#instance = instance;
    this.#connection = connection;
    this.#memoryMb = memoryMb;
  }

  /**
   * Opens the database in `file`, or one in memory without.
   *
   * @throws when the file is damaged, or another process has it open
   */
  static async open(file: string | undefined, options: EngineOptions): Promise<Engine> {
    const { memoryMb = MEMORY_MB } = options;
    const instance = await DuckDBInstance.create(file ?? ':memory:', {
      memory_limit: `${memoryMb}MB`,
      temp_directory: options.temporaryDirectory,
      preserve_insertion_order: 'true',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.isReadOnly === true && { access_mode: 'READ_ONLY' }),
      ...(options.isLocked === true && { enable_external_access: 'false' }),
    });
    const connection = await instance.connect();
    if (options.isLocked === true) await connection.run(LOCK);
    return new Engine(instance, connection, memoryMb);
  }

  /** The same as `isLocked`, but for reading `files`. Statements could write them, so only queries are run from then on. */
  async lock(files: readonly string[]): Promise<void> {
    await this.run(`SET allowed_paths = [${files.map(toText).join(', ')}]`);
    await this.run('SET enable_external_access = false');
    await this.run(LOCK);
    this.#isForQueries = true;
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
    if (this.#isForQueries) await this.#mustBeQuery(sql);
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

  async #mustBeQuery(sql: string): Promise<void> {
    const { statementType } = await this.#connection.prepare(sql);
    if (statementType !== StatementType.SELECT) throw new Error('only a SELECT can be run');
  }

  /** How many statements `sql` has. */
  async statementCount(sql: string): Promise<number> {
    return (await this.#connection.extractStatements(sql)).count;
  }

  /** Makes a table. */
  async createTable(name: string, columns: readonly Column[]): Promise<void> {
    const list = columns.map((column) => `"${column.name}" ${SQL_TYPES[column.type]}`);
    await this.run(`CREATE TABLE ${name} (${list.join(', ')})`);
  }

  /** Opens a table for rows; nobody may drop it until the appender is closed. */
  async appender(table: string, columns: readonly Column[]): Promise<TableAppender> {
    return new TableAppender(await this.#connection.createAppender(table), columns);
  }

  /**
   * Writes a result to a Parquet file, in its order. Groups of rows are no larger than the memory, which each thread
   * and a result that is kept in order would take anew; one thread alone keeps the order.
   */
  async copyToParquet(
    { sql, parameters }: { readonly sql: string; readonly parameters: readonly Parameter[] },
    file: string,
  ): Promise<void> {
    const size = Math.floor(this.#memoryMb / GROUPS_IN_MEMORY);
    const options = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE_BYTES '${size}MB'`;
    await this.run('SET threads = 1');
    await this.run('SET preserve_insertion_order = false');
    try {
      await this.run(`COPY (${sql}) TO ${toText(file)} (${options})`, parameters);
    } finally {
      // A database that failed may answer nothing any more; what it failed with is told.
      await this.run('RESET threads').catch(() => undefined);
      await this.run('SET preserve_insertion_order = true').catch(() => undefined);
    }
  }

  /** Writes all tables of a database in memory to a new database file. */
  async copyTo(file: string): Promise<void> {
    await this.run(`ATTACH ${toText(file)} AS copy`);
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
