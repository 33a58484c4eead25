// What a command says when something fails that it did not foresee: a sentence, never a stack trace.

import type { CommanderError } from 'commander';
import { EXIT, Failure } from './failure.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file would be larger than allowed (ulimit -f)',
  EMFILE: 'the process has too many open files (ulimit -n)',
  ENFILE: 'the system has too many open files',
  EACCES: 'this user may not do that',
  EPERM: 'this user may not do that',
  EROFS: 'the file system is read-only',
  ENOENT: 'it or its directory does not exist',
  EEXIST: 'something else is there',
  ENOTDIR: 'part of its path is no directory',
  EISDIR: 'it is a directory',
  EIO: 'the disk failed',
  ESTALE: 'the network disk is gone',
  ENAMETOOLONG: 'its name is too long',
};
/** What the database says when the system refused something. */
const OF_DATABASE =
  /^(?:IO|Out of Memory|Permission) Error|No space left|Cannot open file|Permission denied/i;

/** What to say, and the exit code. */
export interface Explanation {
  readonly message: string;
  readonly exitCode: number;
}

/** Explains any error; with `hasStack`, also where an unforeseen one happened. */
export function explain(error: unknown, hasStack: boolean): Explanation {
  if (error instanceof Failure) return { message: error.message, exitCode: error.exitCode };
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && syscall !== undefined) {
    const message = `${path ?? 'a file'} cannot be used: ${reasonOf(code)} (${syscall} ${code})`;
    return { message, exitCode: EXIT.system };
  }
  const text = error instanceof Error ? error.message : String(error);
  const [firstLine = ''] = text.split('\n');
  if (OF_DATABASE.test(text)) {
    return { message: `the database cannot go on: ${firstLine}`, exitCode: EXIT.system };
  }
  const kind = error instanceof Error ? error.name : 'Error';
  const stack = hasStack && error instanceof Error ? `\n${error.stack}` : '';
  return {
    message: `a fault in llm-otel itself: ${kind}: ${firstLine}; please report it with what OTEL_LOG_LEVEL=debug adds to this line${stack}`,
    exitCode: EXIT.fault,
  };
}

/** A reason in words, such as for `ENOSPC`. */
export function reasonOf(code: string | undefined): string {
  return REASONS[code ?? ''] ?? 'the system refused it';
}

/** Whether the command line was wrong, which has been said. */
export function isUsageError(error: unknown): error is CommanderError {
  return error instanceof Error && String((error as CommanderError).code).startsWith('commander.');
}
