// One workload, bare and with the preload, alternating.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measureInChild, PRELOAD } from '../child.ts';
import type { Figures } from '../figures.ts';
import type { Size } from '../measurement.ts';
import { median } from '../statistics.ts';

/** The share of the full work that `--quick` does. */
const QUICK_SHARE = 0.01;

/** Measurements of a workload, by variant. */
interface Variants<T> {
  readonly bare: readonly Measured<T>[];
  readonly traced: readonly Measured<T>[];
}

/** The workload's output, and its exit time in milliseconds since 1970. */
export type Measured<T> = T & { readonly goneAt: number };

/** Runs `work` repeatedly, each time bare and traced; `env` goes to both. */
export async function measureBoth<T>(
  work: string,
  rounds: number,
  { isQuick }: Size,
  env: Readonly<Record<string, string>> = {},
): Promise<Variants<T>> {
  const [bare, traced]: [Measured<T>[], Measured<T>[]] = [[], []];
  const directory = mkdtempSync(path.join(tmpdir(), 'llm-otel-bench-'));
  const args = ['--expose-gc', '--max-old-space-size=8192'];
  const settings = { LLM_OTEL_LOG_DIR: directory, ...env };
  const program = ['faults/application.mjs', work, String(isQuick ? QUICK_SHARE : 1)];
  try {
    for (let round = 0; round < rounds; round++) {
      bare.push(await measure<T>([...args, ...program], settings));
      traced.push(await measure<T>([...args, ...PRELOAD, ...program], settings));
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return { bare, traced };
}

/** Adds the values of both, and what ours adds to the median. */
export function addBoth<T>(
  figures: Figures,
  place: { readonly table: string; readonly what: string; readonly unit: string },
  { bare, traced }: Variants<T>,
  valuesOf: (run: Measured<T>) => readonly number[],
): void {
  const [without, withUs] = [bare.flatMap(valuesOf), traced.flatMap(valuesOf)];
  figures.add({ ...place, who: 'bare' }, ...without);
  figures.add({ ...place, who: 'llm-otel' }, ...withUs);
  figures.add({ ...place, who: 'llm-otel added' }, median(withUs) - median(without));
}

async function measure<T>(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Measured<T>> {
  const measured = await measureInChild<T>(args, env);
  return { ...measured, goneAt: performance.timeOrigin + performance.now() };
}
