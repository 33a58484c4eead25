// The table of calls: a column for every field without content, and the record's position.
// Content stays only in the log: a copy would outlive its retention, and make the cache ten times larger.

import { FIELDS } from '../schema.ts';
import type { PlacedRecord } from '../reader/read-file.ts';
import { wellFormed } from '../reader/well-formed-json.ts';
import type { Column, ColumnType, RowBuffer } from './row-buffer.ts';

/** Fields with a column. */
const HELD = FIELDS.flatMap((field): Column[] => {
  if (field.isContent || field.name === 'time_unix_nano') return [];
  return [{ name: field.name, type: field.type === 'json' ? 'text' : (field.type as ColumnType) }];
});
/** All columns; `other` is JSON of the fields unknown to the schema. */
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

type Fields = Record<string, unknown>;

/** Adds a record from file number `file` to `rows`. */
export function addRow(
  rows: RowBuffer,
  { record, offset, length, part }: PlacedRecord,
  file: number,
): void {
  // A field may be called `__proto__`.
  let other: Fields | undefined;
  for (const name of Object.keys(record)) {
    const at = positionOf.get(name);
    if (at !== undefined) rows.set(at, asJson.has(name) ? toJson(record[name]) : record[name]);
    else if (!known.has(name)) (other ??= Object.create(null) as Fields)[name] = record[name];
  }
  const rest = [other && toJson(other), file, offset, length, part];
  for (const [at, value] of rest.entries()) rows.set(HELD.length + at, value);
  rows.endRow();
}

/** JSON that every engine accepts: lone surrogates are invalid. */
function toJson(value: unknown): string | undefined {
  const json = JSON.stringify(value) as string | undefined;
  return json && wellFormed(json);
}
