// Exit delay of a process with 100 finished calls and 20 open streams (F-04):
// without an endpoint, with a backend, and with an unresponsive backend.

import { startOtlpSink } from '@llm-otel/testkit';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';
import { addBoth, measureBoth } from './variants.ts';

const ROUNDS = 11;

/** Milliseconds from `process.exit()` to the end of the process. */
export const exitTime: Bench = async (size) => {
  const figures = new Figures();
  const sink = await startOtlpSink();
  const silent = await startOtlpSink({ fault: 'never-answer' });
  const backends: Readonly<Record<string, string | undefined>> = {
    'without an endpoint': undefined,
    'with a backend': sink.url,
    'with a silent backend': silent.url,
    'with none there': 'http://127.0.0.1:9',
  };
  const rounds = roundsOf(size, ROUNDS);
  try {
    for (const [what, url] of Object.entries(backends)) {
      const env: Record<string, string> =
        url === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: url };
      const measured = await measureBoth<{ readonly exitsAt: number }>('exit', rounds, size, env);
      addBoth(figures, { table: 'exit', what, unit: 'ms' }, measured, ({ goneAt, exitsAt }) => [
        goneAt - exitsAt,
      ]);
    }
  } finally {
    await Promise.all([sink.close(), silent.close()]);
  }
  return figures.all();
};
