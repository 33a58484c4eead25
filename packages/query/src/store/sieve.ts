// Lets records pass that a filter selects, a batch at a time.

import type { CallRecord } from '../reader/parse-line.ts';
import { type Cache, openInMemory } from './cache.ts';
import { addRow, COLUMNS } from './columns.ts';
import { type Clause, type Filter, toClause } from './filter.ts';
import { CALLS_WITH_COMBINATION, needsCombination, toKey } from './key.ts';

/** A filter with a database of its own, in memory. */
export class Sieve implements AsyncDisposable {
  readonly #cache: Cache;
  readonly #clause: Clause;
  readonly #source: string;

  private constructor(cache: Cache, filter: Filter) {
    this.#cache = cache;
    this.#clause = toClause(filter);
    const keys = (filter.where ?? []).map(({ key }) => toKey(key));
    this.#source = needsCombination(keys) ? CALLS_WITH_COMBINATION : 'calls';
  }

  /** @throws {Failure} when a condition of the filter is none */
  static async open(filter: Filter): Promise<Sieve> {
    toClause(filter);
    return new Sieve(await openInMemory(undefined), filter);
  }

  /** The records that match, in the order of their time. */
  async passing(records: readonly CallRecord[]): Promise<CallRecord[]> {
    if (records.length === 0) return [];
    const { engine } = this.#cache;
    const appender = await engine.appender('calls', COLUMNS);
    for (const [at, record] of records.entries()) {
      addRow(appender.rows, { record, offset: at, length: 0, part: 0 }, 0);
      if (appender.rows.isFull) appender.flush();
    }
    appender.flush();
    appender.close();
    const rows = await engine.rows(
      `SELECT line_offset FROM ${this.#source} WHERE ${this.#clause.sql} ORDER BY "timestamp", line_offset`,
      this.#clause.parameters,
    );
    await engine.run('DELETE FROM calls');
    return rows.map(({ line_offset: at }) => records[Number(at)]!);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#cache.close();
  }
}
