// The directory that the command writes a log to, made if it is missing.

import { mkdirSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { mustBeLog } from './archive/archive-place.ts';
import { reasonOf } from './explanation.ts';
import { Failure } from './failure.ts';

const WAY_OUT = 'name another with --dir or LLM_OTEL_LOG_DIR';

/**
 * Makes missing parts of a path, which only the owner reads. Node's own way to do that never returns below `/proc`.
 *
 * @throws {Failure} when something else is there, or the system refuses
 */
export function makeDirectory(directory: string): void {
  mustBeLog(directory);
  try {
    const stats: Stats | undefined = statSync(directory, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) return;
    if (stats !== undefined) throw new Failure(`${directory} is no directory; ${WAY_OUT}`);
    makeDirectory(path.dirname(directory));
    mkdirSync(directory, 0o700);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process was first.
    if (code === 'EEXIST') return;
    if (error instanceof Failure || code === undefined) throw error;
    throw new Failure(`${directory} cannot be made: ${reasonOf(code)} (${code}); ${WAY_OUT}`);
  }
}
