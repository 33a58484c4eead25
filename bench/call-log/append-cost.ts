// Cost of one call record: serialization and append.

import { measureInChild } from '../child.ts';
import { show } from '../statistics.ts';

const ROUNDS = 11;

interface Costs {
  readonly bytes: number;
  readonly line: number;
  readonly append: number;
  readonly batched: number;
}

/** Prints microseconds. */
export async function appendCost(): Promise<void> {
  const costs: Costs[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    costs.push(await measureInChild<Costs>(['call-log/application.mjs']));
  }
  const row = (part: keyof Costs): string => show(costs.map((cost) => cost[part]));
  console.log(`append-cost, µs, median ± quartile distance of ${ROUNDS} processes`);
  console.log(`  a line of ${costs[0]!.bytes} bytes                   ${row('line')}`);
  console.log(`  its append, LLM_OTEL_LOG_MODE=sync    ${row('append')}`);
  console.log(`  its append, LLM_OTEL_LOG_MODE=batch   ${row('batched')}`);
}
