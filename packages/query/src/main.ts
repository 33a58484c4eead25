#!/usr/bin/env node
// The command `llm-otel-query`, which the command of the package `llm-otel` runs.

import { CommanderError } from 'commander';
import { EXIT, Failure } from './failure.ts';
import { showUrls } from 'llm-otel/shown-url';
import { toSafeText } from './format/text-safety.ts';

// Files derived from the log are as private as the log.
process.umask(0o077);

// `llm-otel logs | head` closes its pipe.
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
  // Commander has already printed the error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Failure) {
    console.error(`llm-otel: ${toSafeText(showUrls(error.message))}`);
    return error.exitCode;
  }
  throw error;
}

/** Explains a missing native database: package managers may skip the one for this platform. */
function explainMissingDatabase(error: unknown): never {
  const { message } = error as Error;
  if (!message.includes('@duckdb/')) throw error;
  throw new Failure(
    `DuckDB's library for ${process.platform} ${process.arch} is not installed (${message.split('\n')[0]}); install @llm-otel/query again, with optional dependencies`,
  );
}
