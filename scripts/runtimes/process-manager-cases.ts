// PM2 in both of its modes: NODE_OPTIONS reaches every instance of the application, and each records its call.

import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { MockLlm } from '@llm-otel/testkit';
import { inApplication } from './application.ts';
import { expectSame } from './comparison.ts';
import { nodeBinary } from './node-binaries.ts';
import { NEWEST_OF_24, OPENAI_VERSIONS, type RuntimeCase } from './runtime-case.ts';

const run = promisify(execFile);

const DEPENDENCIES = { openai: OPENAI_VERSIONS[0], pm2: '7.0.4', '@opentelemetry/api': '1.10.0' };
/** Milliseconds. */
const LONGEST = 30_000;
const BETWEEN = 100;

const source = `
const OpenAI = require('openai');
void new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] }).then(() => {});
setInterval(() => {}, 1e6);
`;

/** Forked, and as a cluster of two. */
export function processManagerCases(mock: MockLlm): RuntimeCase[] {
  return [
    { name: 'pm2, forked', instances: [], count: 1 },
    { name: 'pm2, a cluster of two', instances: ['-i', '2'], count: 2 },
  ].map(({ name, instances, count }) => ({
    name,
    run: () => inApplication(DEPENDENCIES, (directory) => runIn(directory, instances, count, mock)),
  }));
}

async function runIn(
  directory: string,
  instances: readonly string[],
  count: number,
  mock: MockLlm,
): Promise<void> {
  writeFileSync(path.join(directory, 'program.cjs'), source);
  const node = await nodeBinary(NEWEST_OF_24);
  const env = {
    PATH: `${path.dirname(node)}:${process.env['PATH'] ?? ''}`,
    HOME: directory,
    PM2_HOME: path.join(directory, 'pm2'),
    NODE_OPTIONS: '--require llm-otel/register',
    OPENAI_BASE_URL: mock.url,
    OPENAI_API_KEY: 'unused',
  };
  const pm2 = (...args: readonly string[]): Promise<unknown> =>
    run(node, [path.join(directory, '../node_modules/pm2/bin/pm2'), ...args], {
      cwd: directory,
      env,
    });
  try {
    await pm2('start', 'program.cjs', ...instances);
    expectSame('call records', await recordsIn(path.join(directory, 'llm_logs'), count), count);
  } finally {
    await pm2('kill');
  }
}

/** The number of calls in the log, once there are `count` or too much time has passed. */
async function recordsIn(folder: string, count: number): Promise<number> {
  const deadline = performance.now() + LONGEST;
  for (;;) {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    const text = names.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('');
    const found = text.match(/"log_type":"generation_completed"/g)?.length ?? 0;
    if (found >= count || performance.now() > deadline) return found;
    // PM2 tells nobody when its instances have done something.
    await pause(BETWEEN);
  }
}
