// Bun as an installer: in a fifth of npm's time it makes the same tree of packages.

import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { downloaded } from './downloads.ts';
import { npm } from './npm.ts';
import { applicationsDirectory } from './places.ts';

export const BUN_VERSION = '1.4.5';

const run = promisify(execFile);
let registry: Promise<string> | undefined;

/** Bun's own program: npm runs no installation scripts, which would put it in its place. */
function bunBinary(): Promise<string> {
  return downloaded(`bun@${BUN_VERSION}`, '@oven/*/bin/bun');
}

/** Installs what `package.json` in `directory` lists; rejects with the full output. */
export async function bunInstall(directory: string): Promise<void> {
  registry ??= npm(['config', 'get', 'registry'], directory);
  const env = {
    ...process.env,
    BUN_CONFIG_REGISTRY: (await registry).trim(),
    // On the disk of the applications: they get links to what is there.
    BUN_INSTALL_CACHE_DIR: path.join(applicationsDirectory, 'bun'),
  };
  const quiet = ['--ignore-scripts', '--linker=hoisted', '--no-progress'];
  // Next.js looks for a lock file to find out where the packages are; one from before would hold an older llm-otel.
  rmSync(path.join(directory, 'bun.lock'), { force: true });
  try {
    await run(await bunBinary(), ['install', ...quiet], { cwd: directory, env });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`bun install failed\n${stdout}${stderr}`, { cause: error });
  }
}
