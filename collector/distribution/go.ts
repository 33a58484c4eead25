// The Go toolchain as this project uses it: found, checked, and run with a fixed environment.

import { existsSync } from 'node:fs';
import { type CommandOptions, type CommandResult, run } from './command.ts';

/** The newest `go` line among the go.mod files. */
export const minimumGo = '1.26';

const environment = {
  // No silent download of another toolchain, no C compiler, no version from the surrounding repository.
  GOTOOLCHAIN: 'local',
  CGO_ENABLED: '0',
  GOFLAGS: '-buildvcs=false',
  GOWORK: 'off',
};

export function go(
  parameters: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return run(goProgram(), parameters, {
    ...options,
    environment: { ...environment, ...options.environment },
  });
}

/** Undefined when Go can be used, else a sentence that says what to install. */
export async function missingGo(): Promise<string | undefined> {
  const { code, output } = await go(['env', 'GOVERSION']);
  const advice = `install Go ${minimumGo} or newer from https://go.dev/dl/ and put it on the PATH`;
  if (code !== 0) return `Go is missing: ${advice}`;
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(output) ?? [];
  const [neededMajor, neededMinor] = minimumGo.split('.').map(Number) as [number, number];
  const isOld =
    Number(major) < neededMajor || (Number(major) === neededMajor && Number(minor) < neededMinor);
  return isOld ? `${output.trim()} is too old: ${advice}` : undefined;
}

function goProgram(): string {
  // Where Go's installer puts it, for shells that have not been told.
  const installed = '/usr/local/go/bin/go';
  const onPath = (process.env['PATH'] ?? '').split(':').some((entry) => existsSync(`${entry}/go`));
  return !onPath && existsSync(installed) ? installed : 'go';
}
