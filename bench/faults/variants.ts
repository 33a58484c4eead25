// One workload, bare and with the preload, alternating.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measureInChild } from '../child.ts';

/** Measurements of a workload, by variant. */
export interface Variants<T> {
  readonly bare: readonly Measured<T>[];
  readonly traced: readonly Measured<T>[];
}

/** The workload's output, and its exit time in milliseconds since 1970. */
type Measured<T> = T & { readonly goneAt: number };

/** Runs `work` repeatedly, each time bare and traced; `env` goes to both. */
export async function measureBoth<T>(
  work: string,
  rounds: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Variants<T>> {
  const [bare, traced]: [Measured<T>[], Measured<T>[]] = [[], []];
  const directory = mkdtempSync(path.join(tmpdir(), 'llm-otel-bench-'));
  const args = ['--expose-gc', '--max-old-space-size=8192'];
  const settings = { LLM_OTEL_LOG_DIR: directory, ...env };
  try {
    for (let round = 0; round < rounds; round++) {
      const program = ['faults/application.mjs', work];
      const preload = ['--require', 'llm-otel/register'];
      bare.push(await measure<T>([...args, ...program], settings));
      traced.push(await measure<T>([...args, ...preload, ...program], settings));
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return { bare, traced };
}

async function measure<T>(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Measured<T>> {
  const measured = await measureInChild<T>(args, env);
  return { ...measured, goneAt: performance.timeOrigin + performance.now() };
}
