// F-08: SIGKILL at a random moment leaves every record whose write returned, and one torn line at most.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { faultSize, runScenario, startScenario } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { repeated } from './repeated.ts';

const RUNS = faultSize(100, 20);

const program = `
  import OpenAI from 'openai';
  import { writeSync } from 'node:fs';
  const client = new OpenAI({ apiKey: 'unused', fetch: async () => Response.json({ id: 'c', model: 'm', choices: [] }) });
  for (let call = 1; ; call++) {
    await client.chat.completions.create({ model: 'gpt-4o', messages: [] });
    writeSync(1, call + '\\n');
  }`;

/** The complete lines of the call log, and what stands behind the last of them. */
function readLog(directory: string): { lines: string[]; rest: string } {
  const folder = path.join(directory, 'llm_logs');
  const text = readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('');
  const lines = text.split('\n');
  return { rest: lines.pop()!, lines };
}

describe('F-08 SIGKILL', () => {
  it(`${RUNS} times, at a random moment`, async () => {
    await repeated(RUNS, async () => {
      // The moment: after some of the calls that the program counts on its standard output.
      const calls = 1 + Math.floor(Math.random() * 400);
      const scenario = startScenario({
        format: 'esm',
        source: program,
        timeoutMs: 120_000,
        nodeArguments: ['--require', 'llm-otel/register'],
        keepDirectory: true,
      });
      await scenario.waitForStdout(`\n${calls}\n`.trimStart());
      scenario.kill('SIGKILL');
      const { directory, stdout, signal } = await scenario.finished;
      expect(signal).toBe('SIGKILL');
      const returned = Number(stdout.trimEnd().split('\n').at(-1));
      const { lines } = readLog(directory);
      const [configuration, ...records] = lines.map((line) => JSON.parse(line) as object);
      expect(configuration).toHaveProperty('log_type', 'config');
      for (const record of records) expect(record).toHaveProperty('span_id');
      expect(records.length).toBeGreaterThanOrEqual(returned);
    });
  });
});

describe('F-25 many writers', () => {
  it('keeps the lines of 8 processes and 16 worker threads whole', async () => {
    const calls = faultSize(800, 100);
    const result = await runScenario({
      format: 'esm',
      timeoutMs: 120_000,
      nodeArguments: ['--require', 'llm-otel/register'],
      source: `
        import { fork } from 'node:child_process';
        import { once } from 'node:events';
        import { Worker } from 'node:worker_threads';
        const file = new URL('./calls.mjs', import.meta.url);
        const children = Array.from({ length: 8 }, () => once(fork(file), 'exit'));
        const threads = Array.from({ length: 16 }, () => once(new Worker(file), 'exit'));
        await Promise.all([...children, ...threads]);`,
      files: {
        'calls.mjs': program
          .replace('; ;', `; call <= ${calls};`)
          .replace(/writeSync\(1.*\n/, '\n'),
      },
    });
    expect(result.exitCode).toBe(0);
    const records = result.callRecords();
    expect(records).toHaveLength((8 + 16) * calls);
    expect(new Set(records.map((record) => record['span_id'])).size).toBe(records.length);
  });
});
