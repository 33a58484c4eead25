// Runs a program to its end and gives back what it said. Knows nothing about what the program is.

import { spawn } from 'node:child_process';

export interface CommandResult {
  /** The exit code; 127 when the program could not be started. */
  readonly code: number;
  /** What it wrote to stdout. */
  readonly output: string;
  /** What it wrote to stdout and stderr, in the order of arrival. */
  readonly log: string;
}

export interface CommandOptions {
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export function run(
  program: string,
  parameters: readonly string[],
  { directory, environment }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, {
      ...(directory === undefined ? {} : { cwd: directory }),
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let log = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data;
      log += data;
    });
    child.stderr.on('data', (data: Buffer) => (log += data));
    child.on('error', (error) => resolve({ code: 127, output, log: `${log}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output, log }));
  });
}
