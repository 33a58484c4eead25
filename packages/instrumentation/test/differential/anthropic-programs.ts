// All programs that share one process and use @anthropic-ai/sdk.

import { anthropicHelpers } from './anthropic-helpers.ts';
import { anthropicRunners } from './anthropic-runners.ts';
import { plainMethods, streamedMethods } from './anthropic-methods.ts';
import { plainCallsOf } from './plain-calls.ts';
import type { Program } from './program.ts';
import { serverFaultsOf } from './server-faults.ts';
import { streamEndsOf } from './stream-ends.ts';
import { streamReadingOf } from './stream-reading.ts';

export const anthropicPrograms: readonly Program[] = [
  ...plainCallsOf(plainMethods),
  ...serverFaultsOf(plainMethods),
  ...streamReadingOf(streamedMethods),
  ...streamEndsOf(streamedMethods),
  ...anthropicHelpers,
  ...anthropicRunners,
];
