// One process of the measured program, and the spans that arrived from it.

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type OtlpSink, startMockSockets, startOtlpSink } from '@llm-otel/testkit';
import { type Intake, startIntake } from '../../scripts/runtimes/others/intake.ts';
import { measureInChild } from '../child.ts';
import type { Installation } from '../peers/installation.ts';
import type { Case, Counts } from './cases.ts';
import { environmentOf, type Variant } from './variants.ts';

const SCOPE_OF_ANTHROPIC = 'com.anthropic.sdk.typescript';
const SPAN_OF_DATADOG = /\xa4name[\xa0-\xbf][a-z_]*\.request/g;

/** What a process measured. */
export interface Run {
  /** Microseconds of CPU of the main thread for each call. */
  readonly perCall: number;
  readonly spans: number;
}

/** Where the profile of the measured calls goes, and how often it is sampled. */
interface Profiling {
  readonly file: string;
  /** Microseconds. */
  readonly interval: number;
}

/** Runs one process at a time. */
export interface Runner {
  run(variant: Variant, each: Case, counts: Counts, profile?: Profiling): Promise<Run>;
  close(): void;
}

/** Copies the program to where the peers are, and runs it there. */
export function startRunner({ directory }: Installation): Runner {
  mkdirSync(directory, { recursive: true });
  const program = mkdtempSync(path.join(directory, 'program-'));
  cpSync(path.join(import.meta.dirname, 'program'), program, { recursive: true });
  return {
    run: (...what) => runIn(program, ...what),
    close: () => rmSync(program, { recursive: true }),
  };
}

async function runIn(
  program: string,
  variant: Variant,
  { setUp, scenario, chunks, isContentOn, concurrency, isNodeFetch }: Case,
  counts: Counts,
  profile?: Profiling,
): Promise<Run> {
  const provider = variant.provider[setUp];
  const plan = {
    provider,
    scenario,
    chunks,
    isContentOn,
    concurrency,
    isNodeFetch,
    profile,
    ...counts,
  };
  const [sink, intake, sockets] = await Promise.all([
    startOtlpSink(),
    startIntake(),
    startMockSockets({ answers: true }),
  ]);
  try {
    const measured = await measureInChild<{ perCall: number; spans?: number }>(
      [
        ...(variant.nodeArguments ?? []),
        path.join(program, 'main.mjs'),
        JSON.stringify({ ...plan, variant: variant.program }),
      ],
      {
        ...environmentOf(variant, setUp, isContentOn, { sink: sink.url, agent: intake.port }),
        SOCKETS_URL: sockets.url,
      },
      program,
    );
    return { spans: inSink(sink) + inIntake(intake), ...measured };
  } finally {
    await Promise.all([sink.close(), intake.close(), sockets.close()]);
  }
}

/** Without those that Anthropic's SDK makes itself. */
function inSink(sink: OtlpSink): number {
  return sink.traces().filter(({ scope }) => scope.name !== SCOPE_OF_ANTHROPIC).length;
}

/** MessagePack stores plain strings, the key `name` before each operation's. */
function inIntake({ bodies }: Intake): number {
  return bodies.reduce((sum, body) => sum + (body.match(SPAN_OF_DATADOG)?.length ?? 0), 0);
}
