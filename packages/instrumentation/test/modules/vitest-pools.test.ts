// Applications whose tests run in vitest: two pools load modules past the hooks, where instrument() helps and the
// doctor says so.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const REASON =
  /reason +vitest runs tests in other processes or threads: .*'vmForks' call instrument/;
let folder: string;
let mock: MockLlm;

beforeAll(async () => {
  mkdirSync(path.join(repository, '.cache'), { recursive: true });
  folder = mkdtempSync(path.join(repository, '.cache', 'vitest-'));
  mock = await startMockLlm();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await mock.close();
});

/** Runs an application's test in `pool`; returns the number of call records, and stderr. */
async function testIn(pool: string, create: string): Promise<{ records: number; stderr: string }> {
  const directory = mkdtempSync(path.join(folder, 'run-'));
  const test = `import { expect, it } from 'vitest'; import OpenAI from 'openai'; import { instrument } from 'llm-otel';
    const client = ${create};
    it('asks', async () => {
      const { choices } = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });
      expect(choices).toHaveLength(1);
    });`;
  writeFileSync(path.join(directory, 'asks.test.mjs'), test);
  const config = { test: { include: ['asks.test.mjs'], pool, maxWorkers: 1 } };
  writeFileSync(
    path.join(directory, 'vitest.config.mjs'),
    `export default ${JSON.stringify(config)};`,
  );
  const child = spawn(
    process.execPath,
    [path.join(repository, 'node_modules/vitest/vitest.mjs'), 'run', '--root', directory],
    {
      cwd: directory,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        NODE_OPTIONS: '--require llm-otel/register',
        LLM_OTEL_DOCTOR: '1',
        LLM_OTEL_LOG_DIR: path.join(directory, 'logs'),
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
      },
    },
  );
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  child.stdout.resume();
  const [exitCode] = (await once(child, 'close')) as [number];
  expect(exitCode).toBe(0);
  const logs = path.join(directory, 'logs');
  const files = readdirSync(directory).includes('logs') ? readdirSync(logs) : [];
  const text = files.map((name) => readFileSync(path.join(logs, name), 'utf8')).join('');
  return { records: text.match(/"outcome":/g)?.length ?? 0, stderr };
}

it.each(['vmThreads', 'vmForks'])(
  '%s: instrument() traces, and the doctor names it',
  async (pool) => {
    const { records, stderr } = await testIn(pool, 'instrument(new OpenAI())');
    expect(records).toBe(1);
    expect(stderr).toMatch(REASON);
  },
);

it.each(['threads', 'forks'])('%s: the preload traces', async (pool) => {
  const { records } = await testIn(pool, 'new OpenAI()');
  expect(records).toBe(1);
});
