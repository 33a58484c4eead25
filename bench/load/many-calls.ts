// A million calls: heap after a collection and open descriptors, at each tenth (F-29).

import { startOtlpSink } from '@llm-otel/testkit';
import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import type { Bench } from '../measurement.ts';

const KB = 1024;

/** Kilobytes and descriptors, at the tenths and what they grow by after the second. */
export const manyCalls: Bench = async ({ isQuick }) => {
  const figures = new Figures();
  const sink = await startOtlpSink();
  const calls = isQuick ? 1000 : 1_000_000;
  // What arrives is not of interest, and would fill this process.
  const emptying = setInterval(() => sink.reset(), 100);
  try {
    const { heap, descriptors } = await measureInChild<Tenths>(
      ['--expose-gc', ...PRELOAD, 'load/program.mjs', 'manyCalls', JSON.stringify({ calls })],
      { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_BSP_SCHEDULE_DELAY: '10' },
    );
    const place = { table: 'load', what: `${calls} calls` };
    const kilobytes = heap.map((bytes) => bytes / KB);
    figures.add({ ...place, who: 'heap at the tenths', unit: 'KB' }, ...kilobytes);
    figures.add(
      { ...place, who: 'heap, growth from the second to the last', unit: 'KB' },
      growth(kilobytes),
    );
    figures.add({ ...place, who: 'descriptors at the tenths', unit: '' }, ...descriptors);
    figures.add(
      { ...place, who: 'descriptors, growth from the second to the last', unit: '' },
      growth(descriptors),
    );
  } finally {
    clearInterval(emptying);
    await sink.close();
  }
  return figures.all();
};

function growth(tenths: readonly number[]): number {
  return tenths.at(-1)! - tenths[1]!;
}

interface Tenths {
  readonly heap: readonly number[];
  readonly descriptors: readonly number[];
}
