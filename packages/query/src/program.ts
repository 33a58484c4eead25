// Combines all commands.

import { Command } from 'commander';
import { showUrls } from 'llm-otel/shown-url';
import { COMMANDS, type Listed } from './commands.ts';
import { packageVersion } from './package-version.ts';

const EXIT_CODES = `
Exit codes: 0 answered, 1 what was asked for by its id is not there, 2 an option or the input was not
understood, 3 the log was written by a newer version, 4 the system refused something (a full disk, a right that
is missing, a limit), 5 a fault in llm-otel itself.

Times are UTC. A record that is being written is left for later; damaged lines are skipped and counted.`;

/** Builds the CLI for `words`, the arguments of the process. Loads only what they need. */
export async function toProgram(words: readonly string[]): Promise<Command> {
  const program = new Command('llm-otel')
    .description('Answers questions about the call records that llm-otel has written.')
    .version(packageVersion())
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('(--help shows the options)')
    .showSuggestionAfterError();
  for (const command of await commandsFor(words)) program.addCommand(command);
  for (const one of [program, ...program.commands]) {
    one.exitOverride().configureOutput({
      writeOut: (text) => process.stdout.write(showUrls(text)),
      writeErr: (text) => process.stderr.write(showUrls(text)),
    });
  }
  return program;
}

/** The commands that an answer to `words` needs. */
async function commandsFor(words: readonly string[]): Promise<readonly Command[]> {
  const [first = '--help'] = words;
  const named = first === 'help' ? words[1] : first;
  if (named !== undefined && Object.hasOwn(COMMANDS, named)) {
    return [await loaded(COMMANDS[named]!)];
  }
  if (/^(?:--version|-V)$/.test(first)) return [];
  const isList = /^(?:--help|-h|[^-].*)$/s.test(first);
  return isList
    ? Object.entries(COMMANDS).map(listed)
    : Promise.all(Object.values(COMMANDS).map(loaded));
}

async function loaded({ description, load }: Listed): Promise<Command> {
  return (await load()).description(description);
}

/** As much of a command as the list of all shows: each has options. */
function listed([name, { takes, description }]: readonly [string, Listed]): Command {
  const command = new Command(name).description(description).option('--json');
  return takes === undefined ? command : command.arguments(takes);
}
