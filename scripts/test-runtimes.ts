// `npm run test:runtimes`: the packed package, freshly installed, on every supported Node.js.
// node scripts/test-runtimes.ts [--only <text>] [--list]

import { parseArgs } from 'node:util';
import { type MockLlm, startMockLlm } from '@llm-otel/testkit';
import { dependencyCases } from './runtimes/dependency-cases.ts';
import { exitCases } from './runtimes/exit-cases.ts';
import { hookCases, tooOldCases } from './runtimes/hook-cases.ts';
import { missingPeerCases } from './runtimes/missing-peer-cases.ts';
import { openTelemetryCases } from './runtimes/opentelemetry-cases.ts';
import type { RuntimeCase } from './runtimes/runtime-case.ts';

const AT_A_TIME = 2;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, list: { type: 'boolean' } },
  });
  const mock = await startMockLlm();
  try {
    const cases = allCases(mock).filter(({ name }) => name.includes(values.only ?? ''));
    if (cases.length === 0) throw new Error(`no case contains ${JSON.stringify(values.only)}`);
    if (values.list === true) {
      for (const { name } of cases) console.log(name);
      return 0;
    }
    const failures = await runAll(cases);
    for (const { name, text } of failures) console.log(`\n✗ ${name}\n${text}`);
    console.log(`\n${cases.length - failures.length} passed, ${failures.length} failed`);
    return failures.length === 0 ? 0 : 1;
  } finally {
    await mock.close();
  }
}

function allCases(mock: MockLlm): RuntimeCase[] {
  return [
    ...hookCases(mock),
    ...tooOldCases(mock),
    ...openTelemetryCases(mock),
    ...missingPeerCases(mock),
    ...dependencyCases(),
    ...exitCases(mock),
  ];
}

async function runAll(cases: readonly RuntimeCase[]): Promise<{ name: string; text: string }[]> {
  const failures: { name: string; text: string }[] = [];
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        // Another process at a time is what `AT_A_TIME` workers are for.
        // oxlint-disable-next-line no-await-in-loop
        const remark = await next.run();
        console.log(`✓ ${next.name}${remark ? `  (${remark})` : ''}`);
      } catch (error) {
        console.log(`✗ ${next.name}`);
        failures.push({ name: next.name, text: (error as Error).message });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return failures;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`✗ ${(error as Error).message}`);
  process.exitCode = 1;
}
