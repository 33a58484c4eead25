// Yarn's own program, from npm's `@yarnpkg/cli-dist`, with Plug'n'Play as its linker. It uses
// npm's registry, and stores its downloads in the cache of these tests.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { downloaded } from './downloads.ts';
import { npm } from './npm.ts';
import { cacheDirectory } from './places.ts';

const VERSION = '4.18.1';
const run = promisify(execFile);

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
  const program = await downloaded(`@yarnpkg/cli-dist@${VERSION}`, '@yarnpkg/cli-dist/bin/yarn.js');
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
    return await run(node, [program, ...args], { cwd: directory, env });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as Partial<YarnOutput>;
    throw new Error(`yarn ${args.join(' ')} failed\n${stdout}${stderr}`, { cause: error });
  }
}
