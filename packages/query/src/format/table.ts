// Tables without borders, so that columns can be cut, sorted, copied.

import { styleText } from 'node:util';
import stringWidth from 'string-width';
import { shorten, toSafeLine } from './text-safety.ts';

/** Maximum width of a cell. */
const WIDEST = 60;

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  /** Numbers are right-aligned. */
  readonly isNumber?: boolean;
}

/** A table of untrusted strings. */
export function toTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const head = columns.map(({ title }) => dim(toSafeLine(title)));
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

// Whether stdout supports colours: a terminal without NO_COLOR.
const hasColours =
  process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';

/** Dimmed text. */
export function dim(text: string): string {
  return colour('dim', text);
}

/** Coloured text, if colours are enabled. */
export function colour(
  style: 'dim' | 'red' | 'green' | 'cyan' | 'bold' | 'yellow',
  text: string,
): string {
  return hasColours ? styleText(style, text, { validateStream: false }) : text;
}
