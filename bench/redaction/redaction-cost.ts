// Redaction cost: megabytes per second of ordinary text, and linear time for hostile text (F-19).
// Measures CPU time of the thread, so that other processes on the machine do not affect it.

import { createRequire } from 'node:module';
import {
  HOSTILE_TEXTS,
  hostileText,
} from '../../packages/instrumentation/test/content/hostile-texts.ts';
import type { redactText as Redact } from '../../packages/instrumentation/src/content/redaction/redact-text.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf, type Size } from '../measurement.ts';
import { median } from '../statistics.ts';
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
const QUICK_DIVISOR = 64;
const ROUNDS = 5;
/** The kernel counts CPU time in ticks of 4 ms, so a run is repeated for many ticks. */
const MIN_MS = 60;
/** Message sizes: the limit, a long one, and all at once. */
const PIECES = [2 ** 11, 2 ** 14, MB];

/** Megabytes per second, milliseconds of 1 MB of a hostile text, and growth per doubling. */
export const redactionCost: Bench = (size) => {
  const figures = new Figures();
  measureOrdinary(figures, size);
  measureHostile(figures, size);
  return Promise.resolve(figures.all());
};

function measureOrdinary(figures: Figures, size: Size): void {
  const text = ordinaryText(MB);
  for (const length of PIECES) {
    const pieces = Array.from({ length: MB / length }, (_, index) =>
      text.slice(index * length, (index + 1) * length),
    );
    const what = `ordinary text, ${length} characters`;
    const speeds = costs(size, () => pieces.forEach(redact)).map((ms) => MB / 1e6 / (ms / 1000));
    figures.add({ table: 'redaction', what, who: 'llm-otel', unit: 'MB/s' }, ...speeds);
  }
}

/** Of the dearest of them: the most that 1 MB costs, and the fastest growth. */
function measureHostile(figures: Figures, size: Size): void {
  const all = HOSTILE_TEXTS.map((text) => {
    const series = SIZES.map((length) => {
      const characters = hostileText(text, size.isQuick ? length / QUICK_DIVISOR : length);
      return median(costs(size, () => redact(characters)));
    });
    return { ms: series.at(-1)!, growth: (series.at(-1)! / series[0]!) ** (1 / DOUBLINGS) };
  });
  const place = { table: 'redaction', who: 'llm-otel' };
  const what = `the dearest of ${all.length} hostile texts`;
  const most = (of: (text: (typeof all)[number]) => number): number => Math.max(...all.map(of));
  figures.add(
    { ...place, what: `${what}, 1 MB`, unit: 'ms' },
    most(({ ms }) => ms),
  );
  figures.add(
    { ...place, what: `${what}, growth per doubling`, unit: '×' },
    most(({ growth }) => growth),
  );
}

function redact(text: string): void {
  redactText(text, { personalData: true });
}

/** Milliseconds of CPU time of one run, each. */
function costs(size: Size, run: () => void): number[] {
  run();
  return Array.from({ length: roundsOf(size, ROUNDS) }, () => cost(run, size.isQuick ? 0 : MIN_MS));
}

function cost(run: () => void, minMs: number): number {
  const before = process.threadCpuUsage();
  let runs = 0;
  let ms = 0;
  do {
    run();
    runs += 1;
    const { user, system } = process.threadCpuUsage(before);
    ms = (user + system) / 1000;
  } while (ms < minMs);
  return ms / runs;
}
