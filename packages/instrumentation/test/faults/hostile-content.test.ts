// F-17 with content on: each part of it is read once.

import { describe } from 'vitest';
import { testHostileInputs } from './hostile-inputs-suite.ts';

// Read once, with the first call of the process.
process.env['OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT'] = 'true';

describe.each(['7.59.0', '6.49.0'] as const)('F-17 openai %s, with content', (version) => {
  testHostileInputs(version, 1);
});
