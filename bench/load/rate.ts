// Latency that we add to calls at a steady rate, at the 99th percentile.

import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { startLoopback, startLoopbackThread } from '../loopback.ts';
import { type Bench, roundsOf } from '../measurement.ts';
import { percentile } from '../statistics.ts';

const ROUNDS = 5;
const PER_SECOND = 200;

/** Milliseconds beyond the bare process before it. */
export const rate: Bench = async (size) => {
  const figures = new Figures();
  // What reads each span would take the cores that the calls need.
  const [backend, loopback] = await Promise.all([startLoopback(), startLoopbackThread()]);
  const env = { LOOPBACK_URL: loopback.url, OTEL_EXPORTER_OTLP_ENDPOINT: backend.url };
  const what = `${PER_SECOND} calls a second, p99 of a call`;
  const plan = { perSecond: PER_SECOND, seconds: size.isQuick ? 0.5 : 10 };
  const program = ['load/program.mjs', 'rate', JSON.stringify(plan)];
  const measure = async (preload: readonly string[]): Promise<number> => {
    const { latencies } = await measureInChild<Latencies>([...preload, ...program], env);
    return percentile(latencies, 0.99);
  };
  try {
    for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
      const bare = await measure([]);
      const ours = await measure(PRELOAD);
      figures.add({ table: 'load', what, who: 'bare', unit: 'ms' }, bare);
      figures.add({ table: 'load', what, who: 'llm-otel added', unit: 'ms' }, ours - bare);
    }
  } finally {
    await Promise.all([backend.close(), loopback.close()]);
  }
  return figures.all();
};

interface Latencies {
  readonly latencies: readonly number[];
}
