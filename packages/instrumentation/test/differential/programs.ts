// All programs that share one process.

import { plainCalls } from './plain-calls.ts';
import type { Program } from './program.ts';
import { serverFaults } from './server-faults.ts';
import { streamEnds } from './stream-ends.ts';
import { streamReading } from './stream-reading.ts';

export const programs: readonly Program[] = [
  ...plainCalls,
  ...serverFaults,
  ...streamReading,
  ...streamEnds,
];
