// Records as a table.

import { fieldOf } from '../schema.ts';
import type { Cell, Row } from '../store/engine.ts';
import type { Key } from '../store/key.ts';
import { toCount, toDuration, toMoney, toNumber } from './quantity.ts';
import { toTable } from './table.ts';

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number', 'money']);

/** Values of `keys` as a table. */
export function toRecordTable(keys: readonly Key[], rows: readonly Row[]): string {
  return toTable(
    keys.map(({ name, type }) => ({ title: titleOf(name), isNumber: NUMBERS.has(type) })),
    rows.map((row) => keys.map(({ name }) => toText(name, row[name]))),
  );
}

/** A field value with its unit. */
export function toText(name: string, value: Cell | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'number') {
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  const unit = fieldOf(name)?.unit;
  if (unit === 'ms') return toDuration(value);
  if (unit === 'USD') return toMoney(value);
  return unit?.startsWith('{') === true ? toCount(value) : toNumber(value);
}

function titleOf(name: string): string {
  return name.replace(/_(ms|usd)$/, '');
}
