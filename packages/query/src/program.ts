// Combines all commands.

import { Command } from 'commander';
import { anomaliesCommand } from './commands/anomalies.ts';
import { compareCommand } from './commands/compare.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { getCommand } from './commands/get.ts';
import { importCommand } from './commands/import.ts';
import { logsCommand } from './commands/logs.ts';
import { migrateCommand } from './commands/migrate.ts';
import { pruneCommand } from './commands/prune.ts';
import { replayCommand } from './commands/replay.ts';
import { schemaCommand } from './commands/schema.ts';
import { searchCommand } from './commands/search.ts';
import { serveCommand } from './commands/serve.ts';
import { sessionCommand } from './commands/session.ts';
import { similarCommand } from './commands/similar.ts';
import { sqlCommand } from './commands/sql.ts';
import { statsCommand } from './commands/stats.ts';
import { tailCommand } from './commands/tail.ts';
import { topCommand } from './commands/top.ts';
import { traceCommand } from './commands/trace.ts';
import { showUrls } from 'llm-otel/shown-url';
import { packageVersion } from './package-version.ts';

const EXIT_CODES = `
Exit codes: 0 answered, 1 what was asked for by its id is not there, 2 an option or the input was not
understood, 3 the log was written by a newer version, 4 the system refused something (a full disk, a right that
is missing, a limit), 5 a fault in llm-otel itself.

Times are UTC. A record that is being written is left for later; damaged lines are skipped and counted.`;

const COMMANDS = [
  logsCommand,
  tailCommand,
  getCommand,
  traceCommand,
  sessionCommand,
  statsCommand,
  topCommand,
  compareCommand,
  searchCommand,
  similarCommand,
  anomaliesCommand,
  exportCommand,
  importCommand,
  replayCommand,
  pruneCommand,
  migrateCommand,
  schemaCommand,
  sqlCommand,
  serveCommand,
  doctorCommand,
];

/** Builds the CLI. */
export function toProgram(): Command {
  const program = new Command('llm-otel')
    .description('Answers questions about the call records that llm-otel has written.')
    .version(packageVersion())
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(--help shows the options)')
    .showSuggestionAfterError();
  for (const toCommand of COMMANDS) program.addCommand(toCommand());
  for (const one of [program, ...program.commands]) {
    one.exitOverride().configureOutput({
      writeOut: (text) => process.stdout.write(showUrls(text)),
      writeErr: (text) => process.stderr.write(showUrls(text)),
    });
  }
  return program;
}
