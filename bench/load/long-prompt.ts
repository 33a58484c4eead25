// A prompt of 8 MB: CPU that we add to its call, and what we keep of it meanwhile (F-18).

import { startOtlpSink } from '@llm-otel/testkit';
import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';
import { median } from '../statistics.ts';

const ROUNDS = 5;
const MB = 1024 * 1024;
const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
const WAYS = {
  'content off': {},
  'content on': { [CAPTURE]: 'SPAN_ONLY' },
} as const;

/** Milliseconds of main-thread CPU and kilobytes, beyond bare. */
export const longPrompt: Bench = async (size) => {
  const figures = new Figures();
  const sink = await startOtlpSink();
  const plan = { bytes: 8 * MB, calls: size.isQuick ? 1 : 30 };
  const program = ['load/program.mjs', 'longPrompt', JSON.stringify(plan)];
  const measure = (
    preload: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<LongCalls> =>
    measureInChild<LongCalls>(['--expose-gc', ...preload, ...program], {
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      ...env,
    });
  try {
    for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
      for (const [who, env] of Object.entries(WAYS)) {
        const bare = await measure([], env);
        const ours = await measure(PRELOAD, env);
        const place = { table: 'load', who };
        figures.add(
          { ...place, what: 'a prompt of 8 MB', unit: 'ms' },
          median(ours.perCall) - median(bare.perCall),
        );
        figures.add(
          { ...place, what: 'a prompt of 8 MB, kept while it is under way', unit: 'KB' },
          (ours.kept - bare.kept) / 1024,
        );
        sink.reset();
      }
    }
  } finally {
    await sink.close();
  }
  return figures.all();
};

interface LongCalls {
  readonly perCall: readonly number[];
  readonly kept: number;
}
