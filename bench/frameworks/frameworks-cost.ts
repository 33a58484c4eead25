// What calls of frameworks cost, on models that answer at once, beside the telemetry of the frameworks themselves.

import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf, type Size } from '../measurement.ts';
import { installMastra } from '../peers/installation.ts';
import { FRAMEWORKS, type Program } from './programs.ts';

const ROUNDS = 7;
const QUICK = 10;

/** Of one run of each, by its name in the program. */
type Costs = Readonly<Record<string, { readonly micros: number; readonly spans: number }>>;

/** Microseconds of CPU of the main thread for a call, beside those of the bare packages. */
export const frameworksCost: Bench = async (size) => {
  const figures = new Figures();
  for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
    const measures = FRAMEWORKS.map((each) => () => measure(figures, each, size));
    if (size.isQuick) await Promise.all(measures.map((run) => run()));
    // They would measure each other.
    else for (const run of measures) await run();
  }
  return figures.all();
};

async function measure(figures: Figures, each: Program, size: Size): Promise<void> {
  const { program, table, runs, theirs = {}, whats, isInstalled } = each;
  const placeOf = (what: string, who: string) => ({ table, what, who, unit: 'µs a call' });
  const { directory = '', fault } = isInstalled === true ? await installMastra() : {};
  if (fault !== undefined) {
    for (const { what } of Object.values(whats)) {
      figures.leaveOut(placeOf(what, 'bare'), `not installed: ${fault}`);
    }
    return;
  }
  const args = [program, String(size.isQuick ? QUICK : runs)];
  const costsOf = (who: string, preload: readonly string[] = []): Promise<Costs> =>
    measureInChild<Costs>([...preload, ...args, who, directory]);
  const bare = await costsOf('bare');
  const traced = await costsOf('provider', PRELOAD);
  for (const [key, { what, spans }] of Object.entries(whats)) {
    figures.add(placeOf(what, 'bare'), bare[key]!.micros);
    const ours = placeOf(what, 'llm-otel added');
    figures.add(ours, traced[key]!.micros - bare[key]!.micros);
    const seen = traced[key]!.spans;
    if (seen !== spans) figures.breakDown(ours, `${seen} spans in place of ${spans}`);
  }
  for (const [who, column] of Object.entries(theirs)) {
    const own = await costsOf(who);
    for (const [key, { what }] of Object.entries(whats)) {
      figures.add(placeOf(what, column), own[key]!.micros - bare[key]!.micros);
    }
  }
}
