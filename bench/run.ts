// `npm run bench`: measures, prints, and writes what it measured if it is told to.

import { calls } from './calls/calls.ts';
import { load } from './load/load.ts';
import { start } from './start/start.ts';
import { show } from './measurement.ts';
const size = { isQuick: process.argv.includes('--quick'), rounds: undefined, only: process.argv.slice(3).filter((a) => !a.startsWith('--')) };
for (const m of await ({calls, start, load})[process.argv[2] as 'calls'](size)) console.log(m.table, '|', m.what, '|', m.who, '|', m.unit, '|', show(m));
