// One measurement in a fresh process.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LIMIT_MS = 1_200_000;

/** Node's arguments that load our preload. */
export const PRELOAD: readonly string[] = [
  '--require',
  createRequire(import.meta.url).resolve('llm-otel/register'),
];

/** Runs `node ...args` with only `env` besides PATH; returns the JSON in the last line that it printed. */
export async function measureInChild<T>(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd: string = import.meta.dirname,
): Promise<T> {
  const { stdout } = await run(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    cwd,
    timeout: LIMIT_MS,
    maxBuffer: Infinity,
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as T;
}
