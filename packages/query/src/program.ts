// Combines all commands.

import { Command } from 'commander';
import { showUrls } from 'llm-otel/shown-url';
import { packageVersion } from './package-version.ts';

const EXIT_CODES = `
Exit codes: 0 answered, 1 what was asked for by its id is not there, 2 an option or the input was not
understood, 3 the log was written by a newer version, 4 the system refused something (a full disk, a right that
is missing, a limit), 5 a fault in llm-otel itself.

Times are UTC. A record that is being written is left for later; damaged lines are skipped and counted.`;

/** All commands, in the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  logs: async () => (await import('./commands/logs.ts')).logsCommand(),
  tail: async () => (await import('./commands/tail.ts')).tailCommand(),
  get: async () => (await import('./commands/get.ts')).getCommand(),
  trace: async () => (await import('./commands/trace.ts')).traceCommand(),
  session: async () => (await import('./commands/session.ts')).sessionCommand(),
  stats: async () => (await import('./commands/stats.ts')).statsCommand(),
  top: async () => (await import('./commands/top.ts')).topCommand(),
  compare: async () => (await import('./commands/compare.ts')).compareCommand(),
  search: async () => (await import('./commands/search.ts')).searchCommand(),
  similar: async () => (await import('./commands/similar.ts')).similarCommand(),
  anomalies: async () => (await import('./commands/anomalies.ts')).anomaliesCommand(),
  export: async () => (await import('./commands/export.ts')).exportCommand(),
  compact: async () => (await import('./commands/compact.ts')).compactCommand(),
  import: async () => (await import('./commands/import.ts')).importCommand(),
  replay: async () => (await import('./commands/replay.ts')).replayCommand(),
  prune: async () => (await import('./commands/prune.ts')).pruneCommand(),
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand(),
  feedback: async () => (await import('./commands/feedback.ts')).feedbackCommand(),
  prices: async () => (await import('./commands/prices.ts')).pricesCommand(),
  reprice: async () => (await import('./commands/reprice.ts')).repriceCommand(),
  schema: async () => (await import('./commands/schema.ts')).schemaCommand(),
  sql: async () => (await import('./commands/sql.ts')).sqlCommand(),
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
};

/**
 * Builds the CLI for `words`, the arguments of the process. Loads only the command that they name: all of them take
 * longer than most answers.
 */
export async function toProgram(words: readonly string[]): Promise<Command> {
  const [name = ''] = words;
  const named = Object.hasOwn(COMMANDS, name)
    ? [COMMANDS[name]!]
    : /^(?:--version|-V)$/.test(name)
      ? []
      : Object.values(COMMANDS);
  const program = new Command('llm-otel')
    .description('Answers questions about the call records that llm-otel has written.')
    .version(packageVersion())
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(--help shows the options)')
    .showSuggestionAfterError();
  for (const load of named) program.addCommand(await load());
  for (const one of [program, ...program.commands]) {
    one.exitOverride().configureOutput({
      writeOut: (text) => process.stdout.write(showUrls(text)),
      writeErr: (text) => process.stderr.write(showUrls(text)),
    });
  }
  return program;
}
