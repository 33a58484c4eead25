// `npm run bench`: runs all or the named benchmarks, and prints the measurements.

import { callOverhead } from './call-overhead/call-overhead.ts';
import { appendCost } from './call-log/append-cost.ts';
import { contentCost } from './content/content-cost.ts';
import { exitTime } from './faults/exit-time.ts';
import { longStreams, openStreams, slowStreams } from './faults/streams.ts';
import { preloadCost } from './preload-cost.ts';
import { queryCost } from './query/query-cost.ts';
import { redactionCost } from './redaction/redaction-cost.ts';

const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  'call-overhead': callOverhead,
  'append-cost': appendCost,
  content: contentCost,
  'preload-cost': preloadCost,
  query: queryCost,
  redaction: redactionCost,
  'exit-time': exitTime,
  'long-streams': longStreams,
  'open-streams': openStreams,
  'slow-streams': slowStreams,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in benchmarks));
if (unknown === undefined) {
  for (const [name, run] of Object.entries(benchmarks)) {
    if (asked.length === 0 || asked.includes(name)) await run();
  }
} else {
  console.error(`no benchmark ${unknown}; there are ${Object.keys(benchmarks).join(', ')}`);
  process.exitCode = 1;
}
