// What a call of a tool over MCP costs: both ends in one process, so that a round trip has both spans and little else.

import { measureInChild, PRELOAD } from '../child.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';

const ROUNDS = 7;
const TABLE = 'calls over MCP, both ends in memory';
const CONTENT = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only' };

interface Costs {
  /** Microseconds. */
  readonly one: number;
  readonly many: number;
}

/** Microseconds for a call, beside those of the bare SDK. */
export const mcpCost: Bench = async (size) => {
  const figures = new Figures();
  const calls = String(size.isQuick ? 50 : 5000);
  const program = ['mcp/program.mjs', calls];
  for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
    const bare = await measureInChild<Costs>(program);
    const traced = await measureInChild<Costs>([...PRELOAD, ...program, 'provider']);
    const content = await measureInChild<Costs>([...PRELOAD, ...program, 'provider'], CONTENT);
    for (const [key, what] of [
      ['one', 'a call, one after the other'],
      ['many', 'a call, 100 at once'],
    ] as const) {
      const place = { table: TABLE, what, unit: 'µs a call' };
      figures.add({ ...place, who: 'bare' }, bare[key]);
      figures.add({ ...place, who: 'llm-otel added' }, traced[key] - bare[key]);
      figures.add({ ...place, who: 'llm-otel added, with content' }, content[key] - bare[key]);
    }
  }
  return figures.all();
};
