// The columns of a Parquet file: the fields without content, times with their zone, texts without characters
// that command a terminal, and whether another record tells the same.

import { toSafeSql } from '../format/text-safety.ts';
import { ALIASES } from '../schema.ts';
import { COLUMNS } from './columns.ts';
import { MARKS, type MarkCondition } from './repetition-marks.ts';
import type { ColumnType } from './row-buffer.ts';

/** Where the record is in the log. */
const PLACE: ReadonlySet<string> = new Set([
  'file_number',
  'line_offset',
  'line_length',
  'line_part',
]);

/** Which columns. */
export interface ParquetColumns {
  /** Adds the other names of fields. */
  readonly hasAliases?: boolean;
  /** Adds `other`, the fields unknown to the schema, which may be content; default true. */
  readonly hasUnknown?: boolean;
  /** Which records repeat others: in Parquet, each record says so itself. */
  readonly isMarked: MarkCondition;
}

/** By what files are laid in folders: the day in UTC; the service, as far as it can be the name of a folder. */
export type Partition = 'date' | 'service';

/** The names of the folders. */
export const PARTITION_SQL: Readonly<Record<Partition, string>> = {
  date: `coalesce(strftime("timestamp", '%Y-%m-%d'), 'unknown')`,
  service: `coalesce(nullif(left(regexp_replace(service_name, '[^A-Za-z0-9._-]', '_', 'g'), 100), ''), 'unknown')`,
};

/** The list of a SELECT from the calls. */
export function parquetList({
  hasAliases = false,
  hasUnknown = true,
  isMarked,
}: ParquetColumns): string {
  const fields = COLUMNS.filter(({ name }) => !PLACE.has(name) && (hasUnknown || name !== 'other'));
  const typeOf = new Map(fields.map(({ name, type }) => [name, type]));
  const aliases = ALIASES.filter(({ field }) => hasAliases && typeOf.has(field));
  return [
    ...fields.map(({ name, type }) => `${toExpression(name, type)} AS "${name}"`),
    ...aliases.map(({ name, field, factor, decimals }) => {
      const value = toExpression(field, typeOf.get(field)!);
      const converted =
        factor === undefined ? value : `round(${value} * ${factor}, ${decimals ?? 9})`;
      return `${converted} AS "${name}"`;
    }),
    ...MARKS.map((mark) => `${isMarked(mark)} AS ${mark}`),
  ].join(', ');
}

function toExpression(name: string, type: ColumnType): string {
  if (type === 'time') return `timezone('UTC', "${name}")`;
  if (type === 'text') return toSafeSql(`"${name}"`);
  return type === 'texts'
    ? `list_transform("${name}", lambda text: ${toSafeSql('text')})`
    : `"${name}"`;
}
