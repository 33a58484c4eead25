// The runs in `results/`, one JSON file each.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Measurement } from '../measurement.ts';
import type { Setting } from './machine.ts';

const RESULTS = path.join(import.meta.dirname, '../results');

/** One run of `npm run bench -- --write`. */
export interface StoredRun {
  readonly label: string;
  /** All benches, in full. */
  readonly isFull: boolean;
  readonly setting: Setting;
  readonly measurements: readonly Measurement[];
}

/** Writes a run; returns its file. */
export function storeRun(run: StoredRun): string {
  mkdirSync(RESULTS, { recursive: true });
  const file = path.join(RESULTS, `${run.setting.date}-${run.label}.json`);
  writeFileSync(file, `${JSON.stringify(run, roundDigits, 2)}\n`);
  return file;
}

/** The two newest full runs, the newest first; without a full one, the two newest. */
export function newestRuns(): readonly StoredRun[] {
  const runs = readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .toReversed()
    .map((name) => JSON.parse(readFileSync(path.join(RESULTS, name), 'utf8')) as StoredRun);
  const full = runs.filter(({ isFull }) => isFull);
  return (full.length > 0 ? full : runs).slice(0, 2);
}

function roundDigits(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
