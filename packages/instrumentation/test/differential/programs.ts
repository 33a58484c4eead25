// All programs that share one process.

import { appearance } from './appearance.ts';
import { clients } from './clients.ts';
import { contexts } from './contexts.ts';
import { eventHelpers } from './event-helpers.ts';
import { hostileParams } from './hostile-params.ts';
import { order } from './order.ts';
import { plainCalls } from './plain-calls.ts';
import type { Program } from './program.ts';
import { runTools } from './run-tools.ts';
import { serverFaults } from './server-faults.ts';
import { streamEnds } from './stream-ends.ts';
import { streamReading } from './stream-reading.ts';

export const programs: readonly Program[] = [
  ...plainCalls,
  ...serverFaults,
  ...streamReading,
  ...streamEnds,
  ...eventHelpers,
  ...runTools,
  ...contexts,
  ...order,
  ...clients,
  ...appearance,
  ...hostileParams,
];
