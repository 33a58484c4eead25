// Exit delay of a process with 100 finished calls and 20 open streams (F-04):
// without an endpoint, with a backend, and with an unresponsive backend.

import { startOtlpSink } from '@llm-otel/testkit';
import { show, summarize } from '../statistics.ts';
import { measureBoth } from './variants.ts';

const ROUNDS = 11;

/** Prints milliseconds from `process.exit()` to the end of the process. */
export async function exitTime(): Promise<void> {
  const sink = await startOtlpSink();
  const silent = await startOtlpSink({ fault: 'never-answer' });
  console.log(`exit-time, ms from process.exit() on, median ± quartile distance of ${ROUNDS}`);
  try {
    await measure('without an endpoint', 50, {});
    await measure('with a backend', 2000, { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url });
    await measure('with a silent backend', 2000, { OTEL_EXPORTER_OTLP_ENDPOINT: silent.url });
    await measure('with none there', 2000, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  } finally {
    await Promise.all([sink.close(), silent.close()]);
  }
}

async function measure(name: string, aim: number, env: Record<string, string>): Promise<void> {
  const { bare, traced } = await measureBoth<{ exitsAt: number }>('exit', ROUNDS, env);
  const [without, withUs] = [bare, traced].map((runs) =>
    runs.map(({ exitsAt, goneAt }) => goneAt - exitsAt),
  ) as [number[], number[]];
  const added = summarize(withUs).median - summarize(without).median;
  console.log(`  ${name.padEnd(22)} bare ${show(without, 1)}, traced ${show(withUs, 1)}`);
  console.log(`  ${''.padEnd(22)} added: ${added.toFixed(1)} (aim: at most ${aim})`);
}
