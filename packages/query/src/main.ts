#!/usr/bin/env node
// The command `llm-otel-query`, which `llm-otel` of the package of that name runs.

import { CommanderError } from 'commander';
import { EXIT, Failure } from './failure.ts';
import { toSafeText } from './format/text-safety.ts';

// What is derived from the log is as private as the log.
process.umask(0o077);

// `llm-otel logs | head` has what it wanted.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isTooOld = major < 22 || (major === 22 && minor < 15);

try {
  if (isTooOld) {
    throw new Failure(`needs Node.js 22.15 or newer; this is ${process.versions.node}`);
  }
  const { toProgram } = await import('./program.ts').catch(explainMissingDatabase);
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

/** The database is a native library, and package managers may have left out the one for this platform. */
function explainMissingDatabase(error: unknown): never {
  const { message } = error as Error;
  if (!message.includes('@duckdb/')) throw error;
  throw new Failure(
    `DuckDB's library for ${process.platform} ${process.arch} is not installed (${message.split('\n')[0]}); install @llm-otel/query again, with optional dependencies`,
  );
}
