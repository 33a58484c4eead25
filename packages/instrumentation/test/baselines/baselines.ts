// What programs do without us, kept from one run of the tests to the next: half of the work of a comparison.
// A baseline is kept when all comparisons with it went well, and forgotten when one did not.

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { ground } from './ground.ts';

const DIRECTORY = fileURLToPath(new URL('../../../../.cache/baselines/', import.meta.url));

interface Kept<T> {
  readonly ground: string;
  readonly value: T;
}

/** Gives what `run` gave on the same ground before, or runs it. `name` is that of a file. */
export type Baseline = <T>(name: string, run: () => Promise<T>) => Promise<T>;

/** Baselines for the tests of a suite. They come as JSON gives them, whether they are kept or new. */
export function useBaselines(directory = DIRECTORY, on: () => string = ground): Baseline {
  /** The files that were read, and the text of those that are to be written. */
  const used = new Map<string, string | undefined>();
  // oxlint-disable-next-line no-empty-pattern -- the runner insists on a pattern
  afterAll(({}, suite) => {
    const isWell = suite.tasks.every(({ result }) => result?.state !== 'fail');
    for (const [file, text] of used) {
      if (!isWell) rmSync(file, { force: true });
      else if (text !== undefined) write(file, text);
    }
  });
  return async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const file = path.join(directory, `${name}.json`);
    const kept = read<T>(file);
    used.set(file, undefined);
    if (kept?.ground === on()) return kept.value;
    const text = JSON.stringify({ ground: on(), value: await run() });
    used.set(file, text);
    return (JSON.parse(text) as Kept<T>).value;
  };
}

/** Nothing for a file that is not there or that is damaged. */
function read<T>(file: string): Kept<T> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept<T>;
  } catch {
    return undefined;
  }
}

/** Two files of tests may write the same at once: each has it whole. */
function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, text);
  renameSync(partial, file);
}
