// All commands together.

import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { getCommand } from './commands/get.ts';
import { logsCommand } from './commands/logs.ts';
import { statsCommand } from './commands/stats.ts';
import { traceCommand } from './commands/trace.ts';

const EXIT_CODES = `
Exit codes: 0 answered, 1 what was asked for by its id is not there, 2 an option or the input was not
understood, 3 the log was written by a newer version.

Times are UTC. A record that is being written is left for later; damaged lines are skipped and counted.`;

/** The command line. */
export function toProgram(): Command {
  const program = new Command('llm-otel')
    .description('Answers questions about the call records that llm-otel has written.')
    .version(version())
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(--help shows the options)')
    .showSuggestionAfterError();
  for (const command of [logsCommand(), getCommand(), traceCommand(), statsCommand()]) {
    program.addCommand(command);
  }
  for (const one of [program, ...program.commands]) one.exitOverride();
  return program;
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
