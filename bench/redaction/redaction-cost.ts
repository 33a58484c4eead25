// Redaction cost: megabytes per second of ordinary text, and linear time for hostile text (F-19).
// Measures CPU time of the thread, so that other processes on the machine do not affect it.

import { createRequire } from 'node:module';
import {
  HOSTILE_TEXTS,
  hostileText,
} from '../../packages/instrumentation/test/content/hostile-texts.ts';
import type { redactText as Redact } from '../../packages/instrumentation/src/content/redaction/redact-text.ts';
import { Figures } from '../figures.ts';
import { type Bench, type Measurement, roundsOf, type Size } from '../measurement.ts';
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
  return Promise.resolve([...figures.all(), ...hostile(size)]);
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

/** Of all of them: the dearest 1 MB and the fastest growth, each with the name of its text. */
function hostile(size: Size): Measurement[] {
  const all = HOSTILE_TEXTS.map((text) => {
    const series = SIZES.map((length) => {
      const characters = hostileText(text, size.isQuick ? length / QUICK_DIVISOR : length);
      return median(costs(size, () => redact(characters)));
    });
    const ms = series.at(-1)!;
    return { name: text.name, ms, growth: (ms / series[0]!) ** (1 / DOUBLINGS) };
  });
  const place = { table: 'redaction', who: 'llm-otel' };
  const dearest = all.reduce((most, text) => (text.ms > most.ms ? text : most));
  const fastest = all.reduce((most, text) => (text.growth > most.growth ? text : most));
  return [
    {
      ...place,
      what: `the dearest of ${all.length} hostile texts, 1 MB`,
      unit: 'ms',
      values: [dearest.ms],
      note: dearest.name,
    },
    {
      ...place,
      what: 'the fastest growth of a hostile text per doubling',
      unit: '×',
      values: [fastest.growth],
      note: fastest.name,
    },
  ];
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
