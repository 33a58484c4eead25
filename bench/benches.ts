// All benches by the names that `npm run bench` takes.

import { appendCost } from './call-log/append-cost.ts';
import { calls } from './calls/calls.ts';
import { collectorCost } from './collector/collector-cost.ts';
import { exitTime } from './faults/exit-time.ts';
import { longStreams, openStreams, slowStreams } from './faults/streams.ts';
import { frameworksCost } from './frameworks/frameworks-cost.ts';
import { langChainCost } from './langchain/langchain-cost.ts';
import { load } from './load/load.ts';
import { mcpCost } from './mcp/mcp-cost.ts';
import { type Bench, isAsked } from './measurement.ts';
import { archiveCost } from './query/archive-cost.ts';
import { queryCost } from './query/query-cost.ts';
import { redactionCost } from './redaction/redaction-cost.ts';
import { sizes } from './sizes/sizes.ts';
import { start } from './start/start.ts';

/** In the order in which they run. */
export const BENCHES: Readonly<Record<string, Bench>> = {
  calls,
  start,
  load,
  ...byName({
    'open-streams': openStreams,
    'slow-streams': slowStreams,
    'long-streams': longStreams,
    'exit-time': exitTime,
    'append-cost': appendCost,
    redaction: redactionCost,
    mcp: mcpCost,
    frameworks: frameworksCost,
    langchain: langChainCost,
    query: queryCost,
    archive: archiveCost,
    sizes,
    collector: collectorCost,
  }),
};

/** Benches of which `--only` takes all or nothing. */
function byName(benches: Readonly<Record<string, Bench>>): Record<string, Bench> {
  const entries = Object.entries(benches).map(([name, bench]): [string, Bench] => [
    name,
    async (size) => (isAsked(size, name) ? bench(size) : []),
  ]);
  return Object.fromEntries(entries);
}
