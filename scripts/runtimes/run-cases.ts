// Runs the cases of every script over fresh installs: `--only <text>`, `--list`, a line per
// case, and the exit code.

import { parseArgs } from 'node:util';
import { type MockLlm, startMockLlm } from '@llm-otel/testkit';
import type { RuntimeCase } from './runtime-case.ts';

const AT_A_TIME = 2;

/** Runs the cases, or lists them. Sets the exit code; never rejects. */
export async function runCases(casesOver: (mock: MockLlm) => RuntimeCase[]): Promise<void> {
  try {
    process.exitCode = await main(casesOver);
  } catch (error) {
    console.error(`✗ ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function main(casesOver: (mock: MockLlm) => RuntimeCase[]): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, list: { type: 'boolean' } },
  });
  const startedAt = performance.now();
  const mock = await startMockLlm();
  try {
    const cases = casesOver(mock).filter(({ name }) => name.includes(values.only ?? ''));
    if (cases.length === 0) throw new Error(`no case contains ${JSON.stringify(values.only)}`);
    if (values.list === true) {
      for (const { name } of cases) console.log(name);
      return 0;
    }
    const skipped = cases.filter(({ skip }) => skip !== undefined);
    for (const { name, skip } of skipped) console.log(`- ${name}  (skipped: ${skip})`);
    const failures = await runAll(cases.filter(({ skip }) => skip === undefined));
    for (const { name, text } of failures) console.log(`\n✗ ${name}\n${text}`);
    const passed = cases.length - skipped.length - failures.length;
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(
      `\n${passed} passed, ${failures.length} failed, ${skipped.length} skipped (${seconds} s)`,
    );
    return failures.length === 0 ? 0 : 1;
  } finally {
    await mock.close();
  }
}

async function runAll(cases: readonly RuntimeCase[]): Promise<{ name: string; text: string }[]> {
  const failures: { name: string; text: string }[] = [];
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const startedAt = performance.now();
      const seconds = (): string => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
      try {
        // `AT_A_TIME` workers provide the concurrency.
        // oxlint-disable-next-line no-await-in-loop
        const remark = await next.run();
        console.log(`✓ ${next.name}  (${remark ? `${remark}, ` : ''}${seconds()})`);
      } catch (error) {
        console.log(`✗ ${next.name}  (${seconds()})`);
        failures.push({ name: next.name, text: (error as Error).message });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return failures;
}
