// Runs a program that calls a model: the real one if the environment has a key for it, else a mock server.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { startMockLlm } from './server.ts';

/**
 * Runs `command` with this terminal, and returns its exit code: 128 + n after a signal n, as in a shell.
 *
 * @throws when the command cannot be started
 */
export async function runWithMock(command: readonly string[]): Promise<number> {
  const mock = process.env['OPENAI_API_KEY'] ? undefined : await startMockLlm();
  if (mock !== undefined) {
    console.error(`A mock model answers at ${mock.url}; set OPENAI_API_KEY for the real one.`);
  }
  const [program = '', ...programArguments] = command;
  const child = spawn(program, programArguments, {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(mock !== undefined && { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' }),
    },
  });
  // Ctrl-C reaches the child as well; this process waits for the end that it chooses.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + constants.signals[signal!];
  } finally {
    await mock?.close();
  }
}
