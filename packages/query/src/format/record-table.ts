// Records as a table.

import { fieldOf } from '../schema.ts';
import type { Cell, Row } from '../store/engine.ts';
import type { Key } from '../store/key.ts';
import { toCount, toDuration, toMoney, toNumber } from './quantity.ts';
import { toTable } from './table.ts';

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number', 'money']);

/** The last that a narrow terminal leaves out come first; other columns stay. */
const IMPORTANT: readonly string[] = [
  'timestamp',
  'request_id',
  'trace_id',
  'latency_ms',
  'status',
  'name',
  'model_id',
  'error_code',
  'total_tokens',
  'model_version',
  'cost_usd',
  'log_type',
  'feedback_score',
  'finish_reasons',
  'user_id',
];

/** Values of `keys` as a table, at most `width` columns of the terminal wide. */
export function toRecordTable(
  keys: readonly Key[],
  rows: readonly Row[],
  width: number,
  isChosen = false,
): string {
  return toTable(
    keys.map(({ name, type }) => ({
      title: titleOf(name),
      isNumber: NUMBERS.has(type),
      isWhole: type === 'time' || name.endsWith('_id'),
      ...(!isChosen && IMPORTANT.includes(name) && { importance: -IMPORTANT.indexOf(name) }),
    })),
    rows.map((row) => keys.map(({ name }) => toText(name, row[name]))),
    width,
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
