// Yarn's own program, from npm's `@yarnpkg/cli-dist`, with Plug'n'Play as its linker. It uses
// npm's registry, and stores its downloads in the cache of these tests.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { npm } from './npm.ts';
import { cacheDirectory } from './places.ts';

const VERSION = '4.18.1';
const run = promisify(execFile);

let program: Promise<string> | undefined;

/** The output of one Yarn run. */
export interface YarnOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `yarn <args>` in `directory` with the Node.js at `node`; rejects with the full Yarn output. */
export async function yarn(
  node: string,
  args: readonly string[],
  directory: string,
): Promise<YarnOutput> {
  program ??= download();
  // Keeps certificates and proxies of the environment; drops variables of an outer `npm run`.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|yarn_|node_options$)/i.test(name),
  );
  const registry = (await npm(['config', 'get', 'registry'], directory)).trim();
  const env = {
    ...Object.fromEntries(inherited),
    YARN_NODE_LINKER: 'pnp',
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_SCRIPTS: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
    YARN_GLOBAL_FOLDER: path.join(cacheDirectory, 'yarn'),
    YARN_NPM_REGISTRY_SERVER: registry.replace(/\/$/, ''),
    ...(registry.startsWith('http:') && {
      YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname,
    }),
  };
  try {
    return await run(node, [await program, ...args], { cwd: directory, env });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as Partial<YarnOutput>;
    throw new Error(`yarn ${args.join(' ')} failed\n${stdout}${stderr}`, { cause: error });
  }
}

async function download(): Promise<string> {
  const folder = path.join(cacheDirectory, `yarn-${VERSION}`);
  const file = path.join(folder, 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
  if (existsSync(file)) return file;
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  writeFileSync(path.join(partial, 'package.json'), '{ "private": true }\n');
  await npm(['install', '--no-package-lock', `@yarnpkg/cli-dist@${VERSION}`], partial);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return file;
}
