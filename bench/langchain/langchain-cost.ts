// What LangChain's runs cost, on models that answer at once: a chain, a stream, a tool and a graph, beside what a handler of
// the application that does nothing adds to them.

import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';

const ROUNDS = 7;
const TABLE = 'runs of LangChain, on models that answer at once';
const RUNS = [
  ['chain', 'a chain of a template, a model and a parser: two spans', 2],
  ['stream', 'the same as a stream of ten chunks: two spans', 2],
  ['tool', 'a tool: one span', 1],
  ['graph', 'a graph that runs a node five times: six spans', 6],
] as const;

/** Of one run of each. */
type Costs = Readonly<
  Record<(typeof RUNS)[number][0], { readonly micros: number; readonly spans: number }>
>;

/** Microseconds of CPU of the main thread for a run, beside those of the bare packages. */
export const langChainCost: Bench = async (size) => {
  const figures = new Figures();
  const program = ['langchain/program.mjs', String(size.isQuick ? 20 : 1000)];
  for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
    const bare = await measureInChild<Costs>(program);
    const traced = await measureInChild<Costs>([...PRELOAD, ...program, 'provider']);
    const handled = await measureInChild<Costs>([...program, 'handler']);
    for (const [key, what, spans] of RUNS) {
      const place = { table: TABLE, what, unit: 'µs a run' };
      const ours = { ...place, who: 'llm-otel added' };
      const seen = traced[key].spans;
      figures.add({ ...place, who: 'bare' }, bare[key].micros);
      figures.add(ours, traced[key].micros - bare[key].micros);
      if (seen !== spans) figures.breakDown(ours, `${seen} spans in place of ${spans}`);
      const who = 'an empty handler added';
      figures.add({ ...place, who }, handled[key].micros - bare[key].micros);
    }
  }
  return figures.all();
};
