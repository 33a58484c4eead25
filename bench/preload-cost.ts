// Cost of the preload before the first LLM SDK: time inside the `require`, and the
// difference between whole processes.

import { spawnSync } from 'node:child_process';
import { measureInChild } from './child.ts';
import { show } from './statistics.ts';

const ROUNDS = 31;
const timed = `const t = performance.now(); require('llm-otel/register'); console.log(performance.now() - t)`;

/** Prints milliseconds. */
export async function preloadCost(): Promise<void> {
  const inside: number[] = [];
  const bare: number[] = [];
  const preloaded: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    inside.push(await measureInChild<number>(['-e', timed]));
    bare.push(wholeProcess([]));
    preloaded.push(wholeProcess(['--require', 'llm-otel/register']));
  }
  console.log(`preload-cost, ms, median ± quartile distance of ${ROUNDS} fresh processes`);
  console.log(`  inside require('llm-otel/register')  ${show(inside)}`);
  console.log(`  whole process, bare                  ${show(bare)}`);
  console.log(`  whole process, preloaded             ${show(preloaded)}`);
}

function wholeProcess(args: readonly string[]): number {
  const startedAt = performance.now();
  spawnSync(process.execPath, [...args, '-e', '0'], { cwd: import.meta.dirname });
  return performance.now() - startedAt;
}
