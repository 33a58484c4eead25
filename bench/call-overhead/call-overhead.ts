// Main-thread CPU per call and per chunk: the bare SDK, a hand-written span around it (12
// attributes, 2 histogram records: the floor), and our preload. Variants alternate.

import { startOtlpSink } from '@llm-otel/testkit';
import { measureInChild } from '../child.ts';
import { show, summarize } from '../statistics.ts';

const ROUNDS = 15;
const VARIANTS = ['bare', 'floor', 'traced'] as const;

interface Measured {
  /** Microseconds of CPU per unstreamed chat call. */
  perCall: number;
  /** Microseconds of CPU per chunk of a stream. */
  perChunk: number;
}

/** Prints microseconds of CPU, and the ratio to the floor. */
export async function callOverhead(): Promise<void> {
  const sink = await startOtlpSink();
  const results = new Map<string, Measured[]>(VARIANTS.map((variant) => [variant, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const variant of VARIANTS) {
      const preload = variant === 'traced' ? ['--require', 'llm-otel/register'] : [];
      const measured = await measureInChild<Measured>(
        [...preload, 'call-overhead/application.mjs', variant],
        { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_BSP_SCHEDULE_DELAY: '10' },
      );
      results.get(variant)!.push(measured);
      sink.reset();
    }
  }
  await sink.close();
  print(results);
}

function print(results: ReadonlyMap<string, readonly Measured[]>): void {
  const values = (variant: string, key: keyof Measured): number[] =>
    results.get(variant)!.map((measured) => measured[key]);
  const added = (variant: string, key: keyof Measured): number =>
    summarize(values(variant, key)).median - summarize(values('bare', key)).median;
  console.log(`call-overhead, µs of main-thread CPU, median ± quartile distance of ${ROUNDS}`);
  for (const variant of VARIANTS) {
    console.log(
      `  ${variant.padEnd(7)} call ${show(values(variant, 'perCall'))}   chunk ${show(values(variant, 'perChunk'), 3)}`,
    );
  }
  const [floor, ours] = [added('floor', 'perCall'), added('traced', 'perCall')];
  console.log(`  added per call: floor ${floor.toFixed(2)}, ours ${ours.toFixed(2)}`);
  console.log(`  ours / floor: ${(ours / floor).toFixed(2)} (aim: at most 1.15)`);
  console.log(`  added per chunk: ${added('traced', 'perChunk').toFixed(3)} (aim: at most 0.35)`);
}
