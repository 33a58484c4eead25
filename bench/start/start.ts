// Milliseconds that a start costs: the preload alone, loading an SDK, and the first call until its request
// reaches a server. Fresh processes, each with a bare one directly before it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startOtlpSink } from '@llm-otel/testkit';
import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { startLoopback } from '../loopback.ts';
import { type Bench, isAsked, roundsOf, type Size } from '../measurement.ts';
import { nameOf, type Plan, PLANS, rowsOf, type Started } from './plans.ts';

const ROUNDS = 9;
const TABLE = 'start';

/** Where the telemetry goes. */
interface Way {
  readonly who: string;
  readonly hasProvider: boolean;
  readonly env: Readonly<Record<string, string>>;
}

/** Milliseconds beyond bare. */
export const start: Bench = async (size) => {
  const figures = new Figures();
  const [sink, loopback] = await Promise.all([startOtlpSink(), startLoopback()]);
  const directory = mkdtempSync(path.join(tmpdir(), 'llm-otel-start-'));
  const base = { LOOPBACK_URL: loopback.url };
  const ways: readonly Way[] = [
    { who: 'call log', hasProvider: false, env: { ...base, LLM_OTEL_LOG_DIR: directory } },
    { who: 'OTLP', hasProvider: false, env: { ...base, OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } },
    { who: "the application's provider", hasProvider: true, env: base },
  ];
  const rounds = roundsOf(size, ROUNDS);
  try {
    for (let round = 1; round <= rounds; round++) {
      console.error(`start, round ${round} of ${rounds}`);
      await measurePreload(figures, size);
      for (const plan of size.isQuick ? PLANS.slice(2, 4) : PLANS) {
        for (const way of ways) await measure(figures, plan, way, size);
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
    await Promise.all([sink.close(), loopback.close()]);
  }
  return figures.all();
};

/** Inside the require. */
async function measurePreload(figures: Figures, size: Size): Promise<void> {
  const place = { table: TABLE, what: 'the preload, before any SDK', who: 'call log', unit: 'ms' };
  if (!isAsked(size, TABLE, place.what, place.who)) return;
  const timed = `const t = performance.now(); require('llm-otel/register'); console.log(performance.now() - t)`;
  figures.add(place, await measureInChild<number>(['-e', timed]));
}

async function measure(figures: Figures, plan: Plan, way: Way, size: Size): Promise<void> {
  const { who, hasProvider, env } = way;
  if (!isAsked(size, TABLE, nameOf(plan), who)) return;
  const program = ['start/program.mjs', JSON.stringify({ ...plan, hasProvider })];
  const bare = await measureInChild<Started>(program, env);
  const ours = await measureInChild<Started>([...PRELOAD, ...program], env);
  for (const { what, of } of rowsOf(plan)) {
    const place = { table: TABLE, what: `${nameOf(plan)}: ${what}`, who, unit: 'ms' };
    figures.add(place, of(ours) - of(bare));
  }
}
