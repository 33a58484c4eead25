// All programs that share one process.

import { appearance } from './appearance.ts';
import { clients } from './clients.ts';
import { contexts } from './contexts.ts';
import { eventHelpers } from './event-helpers.ts';
import { hostileParams } from './hostile-params.ts';
import { order } from './order.ts';
import { plainMethods, streamedMethods } from './methods.ts';
import { plainCallsOf } from './plain-calls.ts';
import type { Program } from './program.ts';
import { runTools } from './run-tools.ts';
import { serverFaultsOf } from './server-faults.ts';
import { streamEndsOf } from './stream-ends.ts';
import { streamReadingOf } from './stream-reading.ts';

export const programs: readonly Program[] = [
  ...plainCallsOf(plainMethods),
  ...serverFaultsOf(plainMethods),
  ...streamReadingOf(streamedMethods),
  ...streamEndsOf(streamedMethods),
  ...eventHelpers,
  ...runTools,
  ...contexts,
  ...order,
  ...clients,
  ...appearance,
  ...hostileParams,
];
