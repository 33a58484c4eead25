// The command `llm-otel` as a process, with what it cost.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command, as it was built. */
export const main = fileURLToPath(new URL('../../packages/query/dist/main.js', import.meta.url));

const KB_PER_MB = 1000;
const tellMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('RSS '+process.resourceUsage().maxRSS))`;

/** What a process cost: its time, and its memory at the most. */
export interface Cost {
  readonly ms: number;
  readonly mb: number;
}

/** Runs the command. @throws when it ends with another code than `expected` */
export function ask(directory: string, args: readonly string[], expected: number): Cost {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', tellMemory, main, ...args, '--dir', directory],
    { encoding: 'utf8', maxBuffer: Infinity, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ms = performance.now() - startedAt;
  if (status !== expected) throw new Error(`${args.join(' ')}: ${stderr}`);
  return { ms, mb: Number(/RSS (\d+)/.exec(stderr)?.[1]) / KB_PER_MB };
}
