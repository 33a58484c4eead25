// The table of calls: a column for every field that is no content, and where the whole record stands.
// Content stays in the log alone: a copy would outlive its retention, and make the cache ten times larger.

import { FIELDS } from '../schema.ts';
import type { PlacedRecord } from '../reader/read-file.ts';
import type { Column, ColumnType, RowBuffer } from './row-buffer.ts';

/** Fields that columns hold. */
const HELD = FIELDS.flatMap((field): Column[] => {
  if (field.isContent || field.name === 'time_unix_nano') return [];
  return [{ name: field.name, type: field.type === 'json' ? 'text' : (field.type as ColumnType) }];
});
/** All columns; `other` is JSON of the fields that the schema does not know. */
export const COLUMNS: readonly Column[] = [
  ...HELD,
  { name: 'other', type: 'text' },
  { name: 'file_number', type: 'integer' },
  { name: 'line_offset', type: 'integer' },
  { name: 'line_length', type: 'integer' },
  { name: 'line_part', type: 'integer' },
];

const positionOf = new Map(HELD.map(({ name }, at) => [name, at]));
const known = new Set(FIELDS.map(({ name }) => name));
const asJson = new Set(FIELDS.filter(({ type }) => type === 'json').map(({ name }) => name));

/** Adds a record of the file with the number `file` to `rows`. */
export function addRow(
  rows: RowBuffer,
  { record, offset, length, part }: PlacedRecord,
  file: number,
): void {
  let other: Record<string, unknown> | undefined;
  for (const name of Object.keys(record)) {
    const at = positionOf.get(name);
    if (at !== undefined) rows.set(at, asJson.has(name) ? toJson(record[name]) : record[name]);
    else if (!known.has(name)) (other ??= {})[name] = record[name];
  }
  const rest = [other && toJson(other), file, offset, length, part];
  for (const [at, value] of rest.entries()) rows.set(HELD.length + at, value);
  rows.endRow();
}

const HALF_PAIR = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** JSON that every engine accepts: half of a surrogate pair is no text. */
function toJson(value: unknown): string | undefined {
  const json = JSON.stringify(value) as string | undefined;
  return json?.replace(HALF_PAIR, '$1\\ufffd');
}
