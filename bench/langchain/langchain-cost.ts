// What LangChain's runs cost, on models that answer at once: a chain, a stream, a tool and a graph, beside what a handler of
// the application that does nothing adds to them.

import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';

const ROUNDS = 7;
const TABLE = 'runs of LangChain, on models that answer at once';
const RUNS = [
  ['chain', 'a chain of a template, a model and a parser: two spans'],
  ['stream', 'the same as a stream of ten chunks: two spans'],
  ['tool', 'a tool: one span'],
  ['graph', 'a graph that runs a node five times: six spans'],
] as const;

/** Microseconds, by the run. */
type Costs = Readonly<Record<(typeof RUNS)[number][0], number>>;

/** Microseconds for a run, beside those of the bare packages. */
export const langChainCost: Bench = async (size) => {
  const figures = new Figures();
  const program = ['langchain/program.mjs', String(size.isQuick ? 20 : 1000)];
  for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
    const bare = await measureInChild<Costs>(program);
    const traced = await measureInChild<Costs>([...PRELOAD, ...program, 'provider']);
    const handled = await measureInChild<Costs>([...program, 'handler']);
    for (const [key, what] of RUNS) {
      const place = { table: TABLE, what, unit: 'µs a run' };
      figures.add({ ...place, who: 'bare' }, bare[key]);
      figures.add({ ...place, who: 'llm-otel added' }, traced[key] - bare[key]);
      figures.add({ ...place, who: 'an empty handler added' }, handled[key] - bare[key]);
    }
  }
  return figures.all();
};
