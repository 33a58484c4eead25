// Tables without ruling, so that columns can be cut, sorted and copied.

import { styleText } from 'node:util';
import Table from 'cli-table3';
import { shorten, toSafeLine } from './text-safety.ts';

/** Characters of the widest cell. */
const WIDEST = 60;

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly isNumber?: boolean;
}

/** A table of texts that may be hostile. */
export function toTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const none = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left']
    .concat(['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((part) => [part, '']);
  const table = new Table({
    head: columns.map(({ title }) => dim(title)),
    colAligns: columns.map(({ isNumber }) => (isNumber === true ? 'right' : 'left')),
    chars: { ...Object.fromEntries(none), middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map((cell) => shorten(toSafeLine(cell), WIDEST))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

// Whether stdout shows colours: on terminals, unless NO_COLOR says no. */
const hasColours =
  process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';

/** Text that stands back. */
export function dim(text: string): string {
  return colour('dim', text);
}

/** Text in a colour, where colours are shown. */
export function colour(
  style: 'dim' | 'red' | 'green' | 'cyan' | 'bold' | 'yellow',
  text: string,
): string {
  return hasColours ? styleText(style, text, { validateStream: false }) : text;
}
