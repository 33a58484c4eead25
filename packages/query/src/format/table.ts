// Tables without borders, so that columns can be cut, sorted, copied. They fit the terminal: what matters least is
// left out, and a line says so.

import stringWidth from 'string-width';
import { fitColumns, GAP, type TableColumn } from './fitted-columns.ts';
import { shortenToWidth } from './shortened-text.ts';
import { dim } from './terminal.ts';
import { toSafeLine } from './text-safety.ts';

/** A table of untrusted strings, at most `width` wide if its columns allow. */
export function toTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string {
  const cells = rows.map((row) => row.map(toSafeLine));
  const { shown, hidden } = fitColumns(columns, cells, width);
  const line = (cellOf: (at: number) => string, isHead = false): string =>
    shown
      .map(({ at, column, width: size }) => {
        const cell = shortenToWidth(cellOf(at), size);
        const space = ' '.repeat(size - stringWidth(cell));
        const text = isHead ? dim(cell) : cell;
        return column.isNumber === true ? space + text : text + space;
      })
      .join(GAP)
      .trimEnd();
  const head = line((at) => toSafeLine(columns[at]!.title), true);
  const body = cells.map((row) => line((at) => row[at] ?? ''));
  const note =
    hidden.length === 0
      ? []
      : ['', dim(`more with --wide: ${hidden.map(({ title }) => title).join(', ')}`)];
  return [head, ...body, ...note].join('\n');
}
