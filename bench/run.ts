// `npm run bench`: measures, prints, and writes what it measured if it is told to.

import { calls } from './calls/calls.ts';
import type { Bench } from './measurement.ts';
import { show } from './measurement.ts';
const size = { isQuick: process.argv.includes('--quick'), rounds: undefined, only: process.argv.slice(2).filter((a) => !a.startsWith('--')) };
for (const m of await (calls as Bench)(size)) console.log(m.table, '|', m.what, '|', m.who, '|', m.unit, '|', show(m));
