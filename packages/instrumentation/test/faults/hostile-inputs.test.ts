// F-17 with content off: nothing of it is looked at.

import { describe } from 'vitest';
import { testHostileInputs } from './hostile-inputs-suite.ts';

describe.each(['7.59.0', '6.49.0'] as const)('F-17 openai %s', (version) => {
  testHostileInputs(version, 0);
});
