#!/usr/bin/env node
// The command `llm-otel`.

import { CommanderError } from 'commander';
import { EXIT, Failure } from './failure.ts';
import { toSafeText } from './format/text-safety.ts';
import { toProgram } from './program.ts';

// What is derived from the log is as private as the log.
process.umask(0o077);

// `llm-otel logs | head` has what it wanted.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
}

try {
  await toProgram().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  // Commander has told what it does not understand.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Failure) {
    console.error(`llm-otel: ${toSafeText(error.message)}`);
    return error.exitCode;
  }
  throw error;
}
