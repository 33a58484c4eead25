// What a row of the matrix is, and how what a process did is told.

import type { ScenarioResult } from '@llm-otel/testkit';

/** One row: it has passed when `run` resolves, with a remark or without. */
export interface RuntimeCase {
  readonly name: string;
  run(): Promise<string | void>;
}

/** Throws unless `actual` and `expected` are the same as JSON. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [have, want] = [actual, expected].map((value) => JSON.stringify(value, null, 2));
  if (have !== want) throw new Error(`${what}: expected ${want}, got ${have}`);
}

/** Adds all that the processes have said to the error of a check. */
export function explained(
  check: () => void,
  results: Readonly<Record<string, ScenarioResult>>,
): void {
  try {
    check();
  } catch (error) {
    const outputs = Object.entries(results).map(
      ([name, { exitCode, signal, stdout, stderr }]) =>
        `--- ${name}: exit code ${exitCode}, signal ${signal}\n[stdout]\n${stdout}[stderr]\n${stderr}`,
    );
    throw new Error(`${(error as Error).message}\n${outputs.join('\n')}`, { cause: error });
  }
}

/** What a process has written to stderr, without process ids, which Node puts before warnings. */
export function stderrLines({ stderr }: ScenarioResult): string[] {
  return stderr
    .replaceAll(/^\(node:\d+\)/gm, '(node)')
    .split('\n')
    .filter((line) => line !== '');
}

/** The lines that only the second process has written. */
export function addedLines(before: readonly string[], after: readonly string[]): string[] {
  const rest = [...before];
  return after.filter((line) => {
    const index = rest.indexOf(line);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}
