// `RESULTS.md`: the two newest runs side by side, each figure beside its goals.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judge } from '../goals.ts';
import { type Measurement, show } from '../measurement.ts';
import { newestRuns, type StoredRun } from './runs.ts';

const bench = path.join(import.meta.dirname, '..');
const TRIED = path.join(bench, 'what-was-tried.md');

/** Writes the file anew. */
export function writeReport(): void {
  const runs = newestRuns();
  const tables = distinct(
    runs.flatMap(({ measurements }) => measurements.map(({ table }) => table)),
  );
  const parts = [
    '# Results\n\n`npm run bench -- --write` writes this file; do not edit it.',
    'A cell is the median of all rounds, with the quartiles. "calls" are paired differences to a bare run directly before: main-thread CPU. Sentry and dd-trace have no way to use a provider of the application: Sentry has a transport that drops, dd-trace a local agent.',
    ...runs.map(describe),
    ...tables.map((table) => toTable(table, runs)),
    ...(existsSync(TRIED) ? [readFileSync(TRIED, 'utf8').trimEnd()] : []),
  ];
  writeFileSync(path.join(bench, 'RESULTS.md'), `${parts.join('\n\n')}\n`);
}

function describe({ label, setting }: StoredRun): string {
  const { date, cpu, cores, node, system, command, versions } = setting;
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `**${label}**, ${date}: ${cpu}, ${cores} cores, ${system}, Node.js ${node}. \`${command}\`. ${packages.join(', ')}.`;
}

function toTable(table: string, runs: readonly StoredRun[]): string {
  const inTable = (run: StoredRun): Measurement[] =>
    run.measurements.filter((figure) => figure.table === table);
  const columns = distinct(runs.flatMap((run) => inTable(run).map(({ who }) => who)));
  const rows = distinct(runs.flatMap((run) => inTable(run).map(rowOf)));
  const lines = rows.flatMap((row) =>
    runs.flatMap((run) => {
      const figures = inTable(run).filter((figure) => rowOf(figure) === row);
      if (figures.length === 0) return [];
      const cells = columns.map((who) => {
        const figure = figures.find((each) => each.who === who);
        return figure === undefined ? '' : show(figure);
      });
      const goals = figures.flatMap((figure) => judge(figure, run.measurements));
      return [`| ${[row, run.label, ...cells, goals.join('; ')].join(' | ')} |`];
    }),
  );
  const head = ['', 'run', ...columns, 'goal'];
  const rule = head.map(() => '---');
  return [`## ${table}`, '', `| ${head.join(' | ')} |`, `| ${rule.join(' | ')} |`, ...lines].join(
    '\n',
  );
}

function rowOf({ what, unit }: Measurement): string {
  return unit === '' ? what : `${what}, ${unit}`;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
