// Decides which columns of a table a terminal shows, and how wide each one is.

import stringWidth from 'string-width';
import { toSafeLine } from './text-safety.ts';

/** Between two columns. */
export const GAP = '  ';
/** Maximum width of a cell. */
const WIDEST = 60;
/** The least that a column of text is shortened to. */
const NARROWEST = 12;
const EMPTY: ReadonlySet<string> = new Set(['', '–']);

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  /** Numbers are right-aligned. */
  readonly isNumber?: boolean;
  /** Such a column is shortened, and then the one with the lowest left out; one without it stays. */
  readonly importance?: number;
  /** Ids and times are left out, but not shortened. */
  readonly isWhole?: boolean;
}

/** A column with its place and its width in the terminal. */
interface SizedColumn {
  readonly at: number;
  readonly column: TableColumn;
  width: number;
  readonly importance: number;
  /** It says nothing of any row. */
  readonly isEmpty: boolean;
}

/** The columns that fit `width`, and those that do not; `rows` have the cells as they are printed. */
export function fitColumns(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): { readonly shown: readonly SizedColumn[]; readonly hidden: readonly TableColumn[] } {
  const all = columns.map((column, at) => toSizedColumn(column, at, rows));
  const kept = withoutLeast(all, width);
  const hidden = all.filter((one) => !kept.includes(one)).map(({ column }) => column);
  return { shown: shortened(kept, width), hidden };
}

function toSizedColumn(
  column: TableColumn,
  at: number,
  rows: readonly (readonly string[])[],
): SizedColumn {
  const texts = rows.map((row) => row[at] ?? '');
  const widest = texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0);
  const width = Math.max(stringWidth(toSafeLine(column.title)), Math.min(WIDEST, widest));
  const { importance = Number.POSITIVE_INFINITY } = column;
  const isEmpty = importance < Infinity && texts.every((text) => EMPTY.has(text));
  return { at, column, width, importance, isEmpty };
}

function totalWidth(columns: readonly SizedColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width + GAP.length, -GAP.length);
}

function withoutLeast(columns: readonly SizedColumn[], width: number): readonly SizedColumn[] {
  if (totalWidth(columns) <= width) return columns;
  let kept = columns.filter(({ isEmpty }) => !isEmpty);
  while (totalWidth(kept.map(toNarrowest)) > width) {
    const least = Math.min(...kept.map(({ importance }) => importance));
    if (least === Number.POSITIVE_INFINITY) break;
    const last = kept.findLast(({ importance }) => importance === least);
    kept = kept.filter((one) => one !== last);
  }
  return kept;
}

function toNarrowest(sized: SizedColumn): SizedColumn {
  const isShortened = canShorten(sized) && sized.importance < Number.POSITIVE_INFINITY;
  return isShortened ? { ...sized, width: Math.min(NARROWEST, sized.width) } : sized;
}

function canShorten({ column }: SizedColumn): boolean {
  return column.isNumber !== true && column.isWhole !== true;
}

/** Takes from the widest texts what is still too much, from the important ones last. */
function shortened(columns: readonly SizedColumn[], width: number): readonly SizedColumn[] {
  const sized = columns.map((column) => ({ ...column }));
  let over = totalWidth(sized) - width;
  for (const isImportant of [false, true]) {
    const some = sized.filter(
      (one) => canShorten(one) && (one.importance === Infinity) === isImportant,
    );
    while (over > 0) {
      const widest = some.toSorted((a, b) => b.width - a.width)[0];
      if (widest === undefined || widest.width <= NARROWEST) break;
      widest.width -= 1;
      over -= 1;
    }
  }
  return sized;
}
