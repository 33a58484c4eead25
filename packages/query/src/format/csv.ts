// Rows as CSV (RFC 4180), safe from formula injection and without control characters.

import { toSafeCell, toSafeJson } from './text-safety.ts';

const FORMULA = /^[=+\-@\t\r\n]/;
const SPECIAL = /[",\r\n]/;

/** One line with its end. Nested values become JSON. */
export function toCsvLine(cells: readonly unknown[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? toSafeJson(value) : toSafeCell(String(value));
  // Numbers may be negative; a formula is always text.
  const safe = typeof value === 'string' && FORMULA.test(value) ? `'${text}` : text;
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
