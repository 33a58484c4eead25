// Pages of records: the cursor is the position of the last record, so that records written
// meanwhile do not shift pages.

import type { CallRecord } from '../reader/parse-line.ts';
import { fieldOf } from '../schema.ts';
import type { Parameter, Row } from '../store/engine.ts';
import type { Filter } from '../store/filter.ts';
import type { Place } from '../store/record-files.ts';
import type { Store } from '../store/store.ts';
import type { Scope } from './guard.ts';
import { Problem } from './problem.ts';
import type { Asking } from './questions.ts';

const ORDER = ['"timestamp"', 'file_number', 'line_offset', 'line_part'] as const;
const COLUMNS = 'file_number, line_offset, line_length, line_part, epoch_ms("timestamp") AS time';
const EXPORT_RECORDS = 4096;
/** Maximum size of a page in bytes, as in the log: a page is held in memory. */
const PAGE_BYTES = 32 * 1024 * 1024;

/** Which page. */
export interface PageRequest {
  readonly limit: number;
  readonly isNewestFirst?: boolean;
  readonly cursor?: string | undefined;
}

/** A page; the last page has no `cursor`. */
export interface RecordPage {
  readonly records: readonly CallRecord[];
  readonly cursor: string | undefined;
}

/**
 * One page of the records of `filter`.
 *
 * @throws {Problem} when the cursor is none
 */
export async function recordPage(
  store: Store,
  filter: Filter,
  { limit, isNewestFirst = false, cursor }: PageRequest,
): Promise<RecordPage> {
  const { source, where, parameters } = await store.source(filter);
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  const direction = isNewestFirst ? 'DESC' : 'ASC';
  const rows = await store.engine.rows(
    `SELECT ${COLUMNS} FROM ${source} WHERE ${where}
     ${after === undefined ? '' : `AND (${ORDER.join(', ')}) ${isNewestFirst ? '<' : '>'} (make_timestamp(?::BIGINT * 1000), ?::BIGINT, ?::BIGINT, ?::BIGINT)`}
     ORDER BY ${ORDER.map((column) => `${column} ${direction}`).join(', ')} LIMIT ?::BIGINT`,
    [...parameters, ...(after ?? []), limit + 1],
  );
  const page = rows.slice(0, Math.min(limit, countWithin(rows)));
  return {
    records: await store.recordsAt(page as unknown as Place[]),
    cursor: rows.length > page.length ? toCursor(page.at(-1)!) : undefined,
  };
}

/** The number of `rows` that fit; at least one. */
function countWithin(rows: readonly Row[]): number {
  let bytes = 0;
  const tooMany = rows.findIndex(({ line_length: length }, at) => {
    bytes += Number(length);
    return at > 0 && bytes > PAGE_BYTES;
  });
  return tooMany < 0 ? rows.length : tooMany;
}

/** All records for an export; other queries can run between two pages. */
export class PagedRecords implements Pick<Store, 'records'> {
  readonly #asking: Asking;
  readonly #scope: Scope;

  constructor(asking: Asking, scope: Scope) {
    this.#asking = asking;
    this.#scope = scope;
  }

  async *records(filter: Filter): AsyncGenerator<CallRecord[], void, undefined> {
    let cursor: string | undefined;
    do {
      const page = await this.#asking.ask((store) =>
        recordPage(store, filter, { limit: EXPORT_RECORDS, cursor }),
      );
      yield page.records.map((record) => toVisible(record, this.#scope));
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
}

/** The part of a record that `scope` may see; unknown fields may contain content. */
export function toVisible(record: CallRecord, scope: Scope): CallRecord {
  if (scope === 'content') return record;
  return Object.fromEntries(
    Object.entries(record).filter(([name]) => fieldOf(name)?.isContent === false),
  );
}

function toCursor(row: Row): string {
  const { time, file_number: file, line_offset: offset, line_part: part } = row;
  return Buffer.from(JSON.stringify([time, file, offset, part])).toString('base64url');
}

function fromCursor(cursor: string): readonly Parameter[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(place) && place.length === ORDER.length && place.every(Number.isSafeInteger))
      return place as number[];
  } catch {
    // An invalid cursor; the code below throws.
  }
  throw new Problem(400, 'cursor is none that an answer has given');
}
