// All programs that share one process.

import { plainCalls } from './plain-calls.ts';
import type { Program } from './program.ts';

export const programs: readonly Program[] = [...plainCalls];
