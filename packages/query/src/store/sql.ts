// How texts and the types of columns are written in SQL.

import { type ColumnType, MONEY_SCALE } from './row-buffer.ts';

/** Digits of `money`. */
export const MONEY_DIGITS = 18;

/** The types of columns. */
export const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  texts: 'VARCHAR[]',
  money: `DECIMAL(${MONEY_DIGITS},${MONEY_SCALE})`,
  time: 'TIMESTAMP',
};

/** `text` as a literal. */
export function toText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
