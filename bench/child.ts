// One measurement in a fresh process.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `node ...args` with only `env` besides PATH; returns the JSON that it printed. */
export async function measureInChild<T>(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { stdout } = await run(process.execPath, args, {
    env: { PATH: process.env['PATH'], ...env },
    cwd: import.meta.dirname,
  });
  return JSON.parse(stdout) as T;
}
