// The order of calls, and which of them are wanted.

import type { Parameter } from './engine.ts';
import type { Clause } from './filter.ts';

/** Order and limit. */
export interface Page {
  /** Newest first; default the oldest. */
  readonly isNewestFirst?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

/** The oldest first. */
export const IN_ORDER = '"timestamp", file_number, line_offset, line_part';
const NEWEST_FIRST = '"timestamp" DESC, file_number DESC, line_offset DESC, line_part DESC';

/** The end of a statement, which begins with a space; nothing without a page. */
export function toTail(page: Page | undefined): Clause {
  if (page === undefined) return { sql: '', parameters: [] };
  const parameters: Parameter[] = [];
  let sql = ` ORDER BY ${page.isNewestFirst === true ? NEWEST_FIRST : IN_ORDER}`;
  if (page.limit !== undefined) {
    sql += ' LIMIT ?::BIGINT';
    parameters.push(page.limit);
  }
  if (page.offset !== undefined) {
    sql += ' OFFSET ?::BIGINT';
    parameters.push(page.offset);
  }
  return { sql, parameters };
}
