// Cost of one call record: serialization and append.

import { measureInChild } from '../child.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';

const ROUNDS = 11;

interface Costs {
  readonly bytes: number;
  readonly line: number;
  readonly append: number;
  readonly batched: number;
}

/** Microseconds. */
export const appendCost: Bench = async (size) => {
  const figures = new Figures();
  const records = String(size.isQuick ? 100 : 20_000);
  for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
    const cost = await measureInChild<Costs>(['call-log/application.mjs', records]);
    const place = { table: 'call log', who: 'llm-otel', unit: 'µs' };
    figures.add({ ...place, what: `a line of ${cost.bytes} bytes` }, cost.line);
    figures.add({ ...place, what: 'its append, LLM_OTEL_LOG_MODE=sync' }, cost.append);
    figures.add({ ...place, what: 'its append, LLM_OTEL_LOG_MODE=batch' }, cost.batched);
  }
  return figures.all();
};
