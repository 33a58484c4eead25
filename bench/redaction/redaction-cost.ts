// Redaction cost: megabytes per second of ordinary text, and linear time for hostile text (F-19).
// Measures CPU time of the thread, so that other processes on the machine do not affect it.

import { createRequire } from 'node:module';
import {
  HOSTILE_TEXTS,
  hostileText,
} from '../../packages/instrumentation/test/content/hostile-texts.ts';
import type { redactText as Redact } from '../../packages/instrumentation/src/content/redaction/redact-text.ts';
import { summarize } from '../statistics.ts';
import { ordinaryText } from './ordinary-text.ts';

const require = createRequire(import.meta.url);
const { redactText } =
  require('../../packages/instrumentation/dist/content/redaction/redact-text.js') as {
    redactText: typeof Redact;
  };

const MB = 2 ** 20;
/** 128 KB to 1 MB. */
const SIZES = [2 ** 17, 2 ** 18, 2 ** 19, MB];
const DOUBLINGS = SIZES.length - 1;
const MAX_MS_PER_MB = 800;
const MAX_GROWTH = 2.2;
const MIN_MB_PER_SECOND = 20;
const ROUNDS = 5;
/** The kernel counts CPU time in ticks of 4 ms, so a run is repeated for many ticks. */
const MIN_MS = 60;
/** Message sizes: the limit, a long one, and all at once. */
const PIECES = [2 ** 11, 2 ** 14, MB];

/** Prints both; the exit code is 1 if a budget is exceeded. */
export async function redactionCost(): Promise<void> {
  const isQuick = ordinary();
  const broken = hostile();
  if (isQuick && broken === 0) return;
  console.error('  a budget of redaction is broken');
  process.exitCode = 1;
}

function ordinary(): boolean {
  console.log(`redaction, ordinary text: MB/s of one thread, median of ${ROUNDS}`);
  const text = ordinaryText(MB);
  let isQuick = true;
  for (const size of PIECES) {
    const pieces = Array.from({ length: MB / size }, (_, index) =>
      text.slice(index * size, (index + 1) * size),
    );
    const ms = medianCost(() => pieces.forEach(redact));
    const speed = MB / 1e6 / (ms / 1000);
    isQuick &&= speed >= MIN_MB_PER_SECOND;
    console.log(`  in texts of ${size} characters`.padEnd(48) + speed.toFixed(0).padStart(6));
  }
  return isQuick;
}

/** Number of texts over the budget. */
function hostile(): number {
  console.log(
    `redaction, ${HOSTILE_TEXTS.length} hostile texts: ms for 128 KB to 1 MB, growth per doubling (at most ${MAX_GROWTH}), median of ${ROUNDS}`,
  );
  let broken = 0;
  for (const text of HOSTILE_TEXTS) {
    const costs = SIZES.map((size) => {
      const characters = hostileText(text, size);
      return medianCost(() => redact(characters));
    });
    const growth = (costs.at(-1)! / costs[0]!) ** (1 / DOUBLINGS);
    const isBroken = costs.at(-1)! > MAX_MS_PER_MB || growth > MAX_GROWTH;
    if (isBroken) broken += 1;
    console.log(
      `  ${text.name.padEnd(46)}${costs.map((ms) => ms.toFixed(1).padStart(7)).join('')}${growth.toFixed(2).padStart(7)}${isBroken ? '  BROKEN' : ''}`,
    );
  }
  return broken;
}

function redact(text: string): void {
  redactText(text, { personalData: true });
}

/** Milliseconds of CPU time of one run. */
function medianCost(run: () => void): number {
  run();
  return summarize(Array.from({ length: ROUNDS }, () => cost(run))).median;
}

function cost(run: () => void): number {
  const before = process.threadCpuUsage();
  let runs = 0;
  let ms = 0;
  while (ms < MIN_MS) {
    run();
    runs += 1;
    const { user, system } = process.threadCpuUsage(before);
    ms = (user + system) / 1000;
  }
  return ms / runs;
}
