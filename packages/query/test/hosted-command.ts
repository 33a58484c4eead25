// The command for many questions: one after the other in one process, so that it is loaded once. For files of tests whose
// subject is what is answered, and not the process.
import { createScenarioHost } from '@llm-otel/testkit';
import { afterAll } from 'vitest';
import { answerTo, main, type Result, type RunOptions } from './command.ts';

const host = createScenarioHost();
afterAll(() => host.close());

let count = 0;

/** Runs `llm-otel` with `args`; no other variable is inherited. */
export async function run(
  args: readonly string[],
  { cwd = process.cwd(), env = {} }: Omit<RunOptions, 'uid'> = {},
): Promise<Result> {
  count += 1;
  const { exitCode, stdout, stderr } = await host.run({
    format: 'esm',
    source: `
      // What the command before this one has added.
      for (const name of ['uncaughtException', 'SIGXFSZ']) process.removeAllListeners(name);
      for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
      process.argv.splice(1, Infinity, ${[main, ...args].map((text) => JSON.stringify(text)).join(', ')});
      process.chdir(${JSON.stringify(cwd)});
      await import(${JSON.stringify(`${main}?${count}`)});`,
    env,
    timeoutMs: 60_000,
  });
  return { status: exitCode ?? -1, stdout, stderr };
}

/** The JSON that `llm-otel` answers with. */
export const ask = answerTo(run);
