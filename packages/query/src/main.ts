#!/usr/bin/env node
// The command `llm-otel-query`, which the command of the package `llm-otel` runs.

import { showUrls } from 'llm-otel/shown-url';
import { keepCompiledCode } from './compiled-code.ts';
import { explain, isUsageError, reasonOf } from './explanation.ts';
import { EXIT, Failure } from './failure.ts';
import { toSafeText } from './format/text-safety.ts';

// Files derived from the log are as private as the log.
process.umask(0o077);

// Without a listener, a limit of file sizes (`ulimit -f`) kills the process instead of failing the write.
if (process.platform !== 'win32') process.on('SIGXFSZ' as NodeJS.Signals, () => undefined);

process.on('uncaughtException', (error) => process.exit(tell(error)));

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // `llm-otel logs | head` closes its pipe.
    if (code === 'EPIPE') process.exit(EXIT.ok);
    const message = `the output cannot be written: ${reasonOf(code)} (${code})`;
    process.exit(stream === process.stderr ? EXIT.system : tell(new Failure(message, EXIT.system)));
  });
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isTooOld = major < 22 || (major === 22 && minor < 15);

try {
  if (isTooOld) {
    throw new Failure(`needs Node.js 22.15 or newer; this is ${process.versions.node}`);
  }
  keepCompiledCode();
  const { toProgram } = await import('./program.ts');
  const program = await toProgram(process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  process.exitCode = tell(error);
}

/** Says on stderr what failed, and returns the exit code. */
function tell(error: unknown): number {
  // Commander has already printed the error.
  if (isUsageError(error)) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const hasStack = /^(?:debug|verbose|all)$/i.test(process.env['OTEL_LOG_LEVEL']?.trim() ?? '');
  const { message, exitCode } = explain(error, hasStack);
  console.error(`llm-otel: ${toSafeText(showUrls(message))}`);
  return exitCode;
}
