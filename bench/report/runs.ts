// The runs in `results/`, one JSON file each.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Measurement } from '../measurement.ts';
import type { Setting } from './machine.ts';

/** From the least to the greatest. */
const PERCENTILES = 101;
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
  const measurements = run.measurements.map((each) => ({ ...each, values: fewer(each.values) }));
  writeFileSync(file, `${JSON.stringify({ ...run, measurements }, roundDigits, 2)}\n`);
  return file;
}

/** The two newest full runs, the newest first, and what was run apart since then. */
export function newestRuns(): readonly StoredRun[] {
  const runs = readdirSync(RESULTS)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .toReversed()
    .map((name) => JSON.parse(readFileSync(path.join(RESULTS, name), 'utf8')) as StoredRun);
  const full = runs.filter(({ isFull }) => isFull);
  const since = full[0]?.setting.date ?? '';
  return [...full.slice(0, 2), ...runs.filter((run) => !run.isFull && run.setting.date >= since)];
}

/** Percentiles say as much as thousands of values, and have the same quartiles. */
function fewer(values: readonly number[]): readonly number[] {
  if (values.length <= PERCENTILES) return values;
  const sorted = values.toSorted((one, other) => one - other);
  return Array.from({ length: PERCENTILES }, (_, index) => {
    return sorted[Math.round((index / (PERCENTILES - 1)) * (sorted.length - 1))]!;
  });
}

function roundDigits(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
