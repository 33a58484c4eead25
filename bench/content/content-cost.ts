// Cost of content recording: an ordinary conversation, and a prompt of 10 MB (F-18).

import { startOtlpSink } from '@llm-otel/testkit';
import { measureInChild } from '../child.ts';
import { show, summarize } from '../statistics.ts';

const ROUNDS = 7;
const PRELOAD = ['--require', 'llm-otel/register'];
const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
const VARIANTS = {
  bare: { preload: [], env: {} },
  off: { preload: PRELOAD, env: {} },
  on: { preload: PRELOAD, env: { [CAPTURE]: 'SPAN_ONLY' } },
} as const;

interface Measured {
  /** Microseconds of CPU per call. */
  perCall: number;
  perLongCall: number;
  /** Bytes per active call. */
  retained: number;
}

/** Prints microseconds of CPU of the main thread and bytes. */
export async function contentCost(): Promise<void> {
  const sink = await startOtlpSink();
  const results = new Map<string, Measured[]>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [variant, { preload, env }] of Object.entries(VARIANTS)) {
      const measured = await measureInChild<Measured>(
        ['--expose-gc', ...preload, 'content/application.mjs'],
        { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env },
      );
      results.set(variant, [...(results.get(variant) ?? []), measured]);
      sink.reset();
    }
  }
  await sink.close();
  console.log(`content, µs of main-thread CPU, median ± quartile distance of ${ROUNDS}`);
  const values = (variant: string, key: keyof Measured): number[] =>
    results.get(variant)!.map((measured) => measured[key]);
  for (const variant of Object.keys(VARIANTS)) {
    console.log(
      `  ${variant.padEnd(5)} call of 4 KB ${show(values(variant, 'perCall'))}   call of 10 MB ${show(values(variant, 'perLongCall'))}`,
    );
  }
  const added = (variant: string, key: keyof Measured): number =>
    summarize(values(variant, key)).median - summarize(values('bare', key)).median;
  console.log(
    `  a prompt of 10 MB adds ${(added('off', 'perLongCall') / 1000).toFixed(2)} ms off (F-18: at most 1), ${(added('on', 'perLongCall') / 1000).toFixed(2)} ms on (at most 5)`,
  );
  // The minimum: the last long text is on the stack in some runs and not in others.
  const least = Math.min(...values('on', 'retained'));
  console.log(`  and keeps ${Math.round(least / 1024)} KB (at most 1 MB)`);
}
