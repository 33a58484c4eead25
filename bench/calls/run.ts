// One process of the measured program, and the spans that arrived from it.

import { cpSync } from 'node:fs';
import path from 'node:path';
import { startOtlpSink } from '@llm-otel/testkit';
import { type Intake, startIntake } from '../../scripts/runtimes/others/intake.ts';
import { measureInChild } from '../child.ts';
import type { Installation } from '../peers/installation.ts';
import type { Case, Counts } from './cases.ts';
import { environmentOf, type Variant } from './variants.ts';

const SPAN_OF_DATADOG = /\xa4name[\xa0-\xbf][a-z_]*\.request/g;

/** What a process measured. */
export interface Run {
  /** Microseconds of CPU of the main thread for each call. */
  readonly perCall: number;
  readonly spans: number;
}

/** Runs processes, one after another, before the same sink. */
export interface Runner {
  run(variant: Variant, each: Case, counts: Counts): Promise<Run>;
  close(): Promise<void>;
}

/** Starts the sink, and copies the program to where the peers are. */
export async function startRunner({ directory }: Installation): Promise<Runner> {
  const program = path.join(directory, 'program');
  cpSync(path.join(import.meta.dirname, 'program'), program, { recursive: true });
  const sink = await startOtlpSink();
  return {
    async run(variant, each, counts) {
      sink.reset();
      const intake = variant.counter === 'agent' ? await startIntake() : undefined;
      const { scenario, chunks, isContentOn, concurrency, setUp } = each;
      const provider = variant.provider[setUp];
      const plan = { provider, scenario, chunks, isContentOn, concurrency, ...counts };
      try {
        const measured = await measureInChild<{ perCall: number; spans?: number }>(
          [
            ...(variant.nodeArguments ?? []),
            path.join(program, 'main.mjs'),
            JSON.stringify({ ...plan, variant: variant.program }),
          ],
          environmentOf(variant, setUp, isContentOn, { sink: sink.url, agent: intake?.port }),
          directory,
        );
        const arrived = intake === undefined ? sink.traces().length : spansIn(intake);
        return { spans: arrived, ...measured };
      } finally {
        await intake?.close();
      }
    },
    close: () => sink.close(),
  };
}

/** MessagePack stores plain strings, the key `name` before each operation's. */
function spansIn({ bodies }: Intake): number {
  return bodies.reduce((sum, body) => sum + (body.match(SPAN_OF_DATADOG)?.length ?? 0), 0);
}
