// Runs npm's own program with the Node.js of this script: npm chooses older releases if
// the running Node.js is too old for the newest.

import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `npm <args>` in `directory`; rejects with the full npm output. */
export async function npm(args: readonly string[], directory: string): Promise<string> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  // Variables of an outer `npm run` would point this npm to the repository.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?:package|lifecycle|config_local)/.test(name),
    ),
  );
  try {
    const { stdout } = await run(process.execPath, [npmCli(), ...args, ...quiet], {
      cwd: directory,
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm ${args.join(' ')} failed\n${stdout}${stderr}`, { cause: error });
  }
}

/** The npm that runs us, or the one on the PATH. */
function npmCli(): string {
  const running = process.env['npm_execpath'];
  if (running !== undefined && path.basename(running) === 'npm-cli.js') return running;
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const link = path.join(folder, 'npm');
    const file = existsSync(link) ? realpathSync(link) : '';
    if (path.basename(file) === 'npm-cli.js') return file;
  }
  throw new Error('npm was not found: start this with `npm run`');
}
