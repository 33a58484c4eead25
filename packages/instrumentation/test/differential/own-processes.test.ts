// Programs that end their process say and return the same with and without us.

import { fileURLToPath } from 'node:url';
import { runScenario, startMockLlm, type MockLlm, type ScenarioResult } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ownProcesses, prelude, type OwnProcess } from './own-processes.ts';

const previous = fileURLToPath(new URL('../../../sdks/openai-6/package.json', import.meta.url));
const cases = Object.entries(ownProcesses).map(([name, program]) => ({ name, program }));

describe('a process that', () => {
  const mocks: MockLlm[] = [];
  beforeAll(async () => {
    mocks.push(await startMockLlm(), await startMockLlm());
  });
  afterEach(() => mocks.forEach((mock) => mock.reset()));
  afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

  const runBoth = async (program: OwnProcess): Promise<{ bare: unknown; traced: unknown }> => {
    const [bare, traced] = await Promise.all([
      run(program, mocks[0]!, []),
      run(program, mocks[1]!, ['--require', 'llm-otel/register']),
    ]);
    return {
      bare: { ...describeRun(bare, mocks[0]!), records: program.records },
      traced: {
        ...describeRun(traced, mocks[1]!),
        records: traced.callRecords().map(({ outcome }) => outcome),
      },
    };
  };

  it.each(cases)('$name', async ({ program }) => {
    const { bare, traced } = await runBoth(program);
    expect(traced).toEqual(bare);
  });
});

function run(
  { source, nodeArguments = [] }: OwnProcess,
  mock: MockLlm,
  preload: readonly string[],
): Promise<ScenarioResult> {
  return runScenario({
    format: 'esm',
    source: prelude + source,
    nodeArguments: [...nodeArguments, ...preload],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused', PREVIOUS: previous },
  });
}

function describeRun(
  { exitCode, signal, stdout, stderr }: ScenarioResult,
  mock: MockLlm,
): Record<string, unknown> {
  const requests = mock.requests.map(({ method, path, headers, rawBody }) => [
    method,
    path,
    Object.entries({ ...headers, host: 'the mock' }),
    rawBody,
  ]);
  // Once: it may not be written a second time.
  const others = stderr.replace(/^llm-otel: call records are appended to .*\n/m, '');
  return {
    exitCode,
    signal,
    requests,
    stdout: withoutChance(stdout),
    stderr: withoutChance(others).replace(/^ +at .*(\/instrumentation\/dist\/|node:).*\n/gm, ''),
  };
}

/** Takes out of `text` what no two runs have in common. */
function withoutChance(text: string): string {
  return text
    .replace(/\/run-\w+/g, '/RUN')
    .replace(/\(node:\d+\)/g, '(node:PID)')
    .replace(/duration_ms [\d.]+/g, 'duration_ms')
    .replace(/\(\d+(\.\d+)?ms\)/g, '')
    .replace(/_000\d{3}/g, '_ID');
}
