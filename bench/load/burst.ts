// Calls that end in one tick: how many spans arrive, and how many are said to be lost.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startOtlpSink } from '@llm-otel/testkit';
import { PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';

const run = promisify(execFile);
const CALLS = 10_000;
const REST = 'not accounted for';
const SAID = /Lost so far: (\d+) spans/;

/** Numbers of spans. It is broken if one neither arrives nor is said to be lost, or both. */
export const burst: Bench = async (size) => {
  const figures = new Figures();
  const what = `${CALLS} spans in one tick`;
  for (let round = 0; round < roundsOf(size, 1); round++) {
    const sink = await startOtlpSink();
    try {
      const { stderr } = await run(
        process.execPath,
        [...PRELOAD, 'load/program.mjs', 'burst', JSON.stringify({ calls: CALLS })],
        {
          cwd: `${import.meta.dirname}/..`,
          env: { PATH: process.env['PATH'], OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
        },
      );
      const arrived = sink.traces().length;
      const lost = stderr
        .split('\n')
        .reduce((said, line) => Number(SAID.exec(line)?.[1] ?? said), 0);
      const place = { table: 'load', what, unit: 'spans' };
      figures.add({ ...place, who: 'arrived' }, arrived);
      figures.add({ ...place, who: 'said to be lost' }, lost);
      figures.add({ ...place, who: REST }, CALLS - arrived - lost);
    } finally {
      await sink.close();
    }
  }
  return figures
    .all()
    .map((figure) => ({ ...figure, isBroken: figure.who === REST && figure.values.some(Boolean) }));
};
