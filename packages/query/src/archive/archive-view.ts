// The calls of Parquet files as a view with the columns of a log's table. Files of other versions may lack some, and
// have others.

import { COLUMNS } from '../store/columns.ts';
import { type Mark, MARKS, type MarkCondition } from '../store/repetition-marks.ts';
import type { Column } from '../store/row-buffer.ts';
import { SQL_TYPES, toText } from '../store/sql.ts';

/** Where a record is: the number of its file in the list, and its row. Bytes are unknown; this many are usual. */
const PLACE: Readonly<Record<string, string>> = {
  file_number: 'file_index::BIGINT',
  line_offset: 'file_row_number',
  line_length: '1000::BIGINT',
  line_part: '0::BIGINT',
};

/** A time as the files have it: by its bounds the database knows which parts of them it need not read. */
export const FILE_TIME = 'file_time';

/** The columns of records. */
const FIELD_COLUMNS: readonly Column[] = COLUMNS.filter(({ name }) => !(name in PLACE));

/** The condition that the file says so of a record. */
export const inColumns: MarkCondition = (...marks) => `(${marks.join(' OR ')})`;

/** The SELECT of all calls in `files`, which have `present` columns. */
export function selectCalls(files: readonly string[], present: ReadonlySet<string>): string {
  const columns = [
    ...FIELD_COLUMNS.map((column) => `${toColumn(column, present)} AS "${column.name}"`),
    ...MARKS.map((mark) => `${toMark(mark, present)} AS ${mark}`),
    `${present.has('timestamp') ? '"timestamp"' : 'NULL::TIMESTAMPTZ'} AS ${FILE_TIME}`,
    ...Object.entries(PLACE).map(([name, sql]) => `${sql} AS ${name}`),
  ];
  const from = files.length === 0 ? NO_FILES : toSource(files);
  return `SELECT ${columns.join(', ')} FROM ${from}`;
}

/** The SELECT of some rows of a file. */
export function selectRows(
  file: string,
  rows: readonly number[],
  present: ReadonlySet<string>,
): string {
  const columns = FIELD_COLUMNS.map(
    (column) => `${toColumn(column, present)} AS "${column.name}"`,
  ).join(', ');
  return `SELECT file_row_number AS row_number, ${columns} FROM ${toSource([file])}
    WHERE file_row_number IN (${rows.join(', ')})`;
}

/** The names of the columns of `files`, with the name of the file. */
export function selectColumns(files: readonly string[]): string {
  return `SELECT file_name, name FROM parquet_schema(${toList(files)})`;
}

const NO_FILES = '(SELECT 0 AS file_index, 0::BIGINT AS file_row_number WHERE false)';

/** The table of all rows of `files`. */
export function toSource(files: readonly string[]): string {
  return `read_parquet(${toList(files)}, union_by_name = true, hive_partitioning = false)`;
}

/** Names are patterns. */
function toList(files: readonly string[]): string {
  return `[${files.map((file) => toText(file.replace(/[*?[]/g, '[$&]'))).join(', ')}]`;
}

function toColumn({ name, type }: Column, present: ReadonlySet<string>): string {
  const sql = SQL_TYPES[type];
  if (!present.has(name)) return `NULL::${sql}`;
  // A cast to a time without a zone takes many times as long.
  return type === 'time' ? `make_timestamp(epoch_us("${name}"))` : `"${name}"::${sql}`;
}

function toMark(mark: Mark, present: ReadonlySet<string>): string {
  return present.has(mark) ? `coalesce(${mark}, false)` : 'false';
}
