// What calls of frameworks cost, on models that answer at once, beside the telemetry of the frameworks themselves.

import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';

const ROUNDS = 7;
const FRAMEWORKS = [
  {
    program: 'frameworks/ai.mjs',
    table: 'calls of the AI SDK, on models that answer at once',
    theirs: '@ai-sdk/otel added',
    whats: {
      text: 'generateText: two spans',
      stream: 'streamText of ten chunks: two spans',
      tool: 'generateText that calls a tool: four spans',
    },
  },
  {
    program: 'frameworks/agents.mjs',
    table: 'runs of OpenAI Agents, on models that answer at once',
    theirs: 'an empty processor added',
    whats: { turn: 'a turn', tool: 'two turns and a tool' },
  },
] as const;

/** Microseconds, by the call. */
type Costs = Readonly<Record<string, number>>;

/** Microseconds for a call, beside those of the bare packages. */
export const frameworksCost: Bench = async (size) => {
  const figures = new Figures();
  const calls = String(size.isQuick ? 10 : 1000);
  for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
    for (const { program, table, theirs, whats } of FRAMEWORKS) {
      const bare = await measureInChild<Costs>([program, calls]);
      const traced = await measureInChild<Costs>([...PRELOAD, program, calls, 'provider']);
      const own = await measureInChild<Costs>([program, calls, 'theirs']);
      for (const [key, what] of Object.entries(whats)) {
        const place = { table, what, unit: 'µs a call' };
        figures.add({ ...place, who: 'bare' }, bare[key]!);
        figures.add({ ...place, who: 'llm-otel added' }, traced[key]! - bare[key]!);
        figures.add({ ...place, who: theirs }, own[key]! - bare[key]!);
      }
    }
  }
  return figures.all();
};
