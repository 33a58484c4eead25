// `RESULTS.md`: the newest runs side by side, each figure beside its goals.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Measurement } from '../measurement.ts';
import { toRows } from './rows.ts';
import { newestRuns, type StoredRun } from './runs.ts';

const bench = path.join(import.meta.dirname, '..');
const TRIED = path.join(bench, 'what-was-tried.md');

const LEGEND = `A cell is the median of all rounds, with the quartiles; ✓ and ✗ say whether it meets its goal. The calls are CPU of the
main thread beyond that of a bare run directly before. Two of the tools cannot use a provider of the application: sentry
has a transport that drops what it is given, datadog a local agent.`;

/** Writes the file anew. */
export function writeReport(): void {
  const runs = newestRuns();
  const tables = distinct(runs.flatMap(({ measurements }) => measurements.map(tableOf)));
  const parts = [
    '# Results\n\n`npm run bench -- --write` writes this file; do not edit it.',
    LEGEND,
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

function tableOf({ table }: Measurement): string {
  return table;
}

function toTable(table: string, runs: readonly StoredRun[]): string {
  const ofRuns = runs.map((run) => ({
    label: run.label,
    rows: toRows(run.measurements).filter((row) => row.table === table),
  }));
  const allRows = ofRuns.flatMap(({ rows }) => rows);
  const columns = distinct(allRows.flatMap(({ cells }) => [...cells.keys()]));
  const lines = distinct(allRows.map(({ name }) => name)).flatMap((name) =>
    ofRuns.flatMap(({ label, rows }) =>
      rows
        .filter((row) => row.name === name)
        .map(({ cells, goals }) => {
          const texts = columns.map((who) => cells.get(who) ?? '');
          return toLine([name, label, ...texts, goals]);
        }),
    ),
  );
  const head = ['', 'run', ...columns, 'goal'];
  return [`## ${table}`, '', toLine(head), toLine(head.map(() => '---')), ...lines].join('\n');
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
