// Figures as rows of a table, for the terminal and for the file.

import { judge, type Judged } from '../goals.ts';
import { type Measurement, show } from '../measurement.ts';

/** One row. */
export interface Row {
  readonly table: string;
  /** What is measured, with its unit. */
  readonly name: string;
  /** The text of each column: `61.2 (58.0 to 64.1) ✓`. */
  readonly cells: ReadonlyMap<string, string>;
  /** What they should be, and the ratios: `at most 1.4 × floor (1.32)`. */
  readonly goals: string;
}

/** The rows of figures, in the order of their first columns. */
export function toRows(measurements: readonly Measurement[]): Row[] {
  const groups = Map.groupBy(measurements, ({ table, what, unit }) =>
    JSON.stringify([table, unit === '' ? what : `${what}, ${unit}`]),
  );
  return [...groups].map(([key, figures]) => {
    const [table, name] = JSON.parse(key) as [string, string];
    const judged = figures.flatMap((figure) => judge(figure, figures));
    return {
      table,
      name,
      cells: new Map(figures.map((figure) => [figure.who, toCell(figure, judged)])),
      goals: toText(judged),
    };
  });
}

function toCell(figure: Measurement, judged: readonly Judged[]): string {
  const own = judged.filter(({ who }) => who === figure.who);
  if (own.length === 0) return show(figure);
  return `${show(figure)} ${own.every(({ isMet }) => isMet) ? '✓' : '✗'}`;
}

function toText(judged: readonly Judged[]): string {
  const groups = Map.groupBy(judged, ({ text }) => text);
  return [...groups]
    .map(([text, all]) => {
      const whose = all.length === 1 && all[0]!.who !== 'llm-otel' ? `${all[0]!.who} ` : '';
      const ratio = all[0]!.ratio === undefined ? '' : ` (${all[0]!.ratio.toFixed(2)})`;
      return `${whose}${text}${ratio}`;
    })
    .join('; ');
}
