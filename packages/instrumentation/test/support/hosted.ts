// Programs of a file of tests that need no process of their own.

import { createScenarioHost, type ScenarioHost } from '@llm-otel/testkit';
import { afterAll } from 'vitest';

/**
 * Runs programs as `runScenario` does, those with equal flags and environment one after the other in one process, which
 * ends after the tests of the file. What a program sets in a package or in the process is still set in the next one:
 * such programs need a process of their own.
 */
export function hostScenarios(): ScenarioHost['run'] {
  const host = createScenarioHost();
  afterAll(() => host.close());
  return host.run;
}
