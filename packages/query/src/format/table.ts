// Tables without ruling, so that columns can be cut, sorted and copied.

import { styleText } from 'node:util';
import stringWidth from 'string-width';
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
  const head = columns.map(({ title }) => dim(title));
  const lines = [head, ...rows.map((row) => row.map((cell) => shorten(toSafeLine(cell), WIDEST)))];
  const widths = columns.map((_column, index) =>
    lines.reduce((widest, line) => Math.max(widest, stringWidth(line[index] ?? '')), 0),
  );
  const padded = (cell: string, index: number): string => {
    const space = ' '.repeat(Math.max(0, widths[index]! - stringWidth(cell)));
    return columns[index]?.isNumber === true ? space + cell : cell + space;
  };
  return lines.map((line) => line.map(padded).join('  ').trimEnd()).join('\n');
}

// Whether stdout shows colours: on terminals, unless NO_COLOR says no.
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
