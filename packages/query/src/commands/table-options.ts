// The option of commands that print for people, whose answers fit the terminal.

import type { Command } from 'commander';

/** Options of a command that prints a table, a tree, or lines. */
export interface TableOptions {
  readonly wide?: boolean;
}

/** Adds the option. */
export function withTableOptions(command: Command): Command {
  return command.option('--wide', 'all columns and whole ids, also in a narrow terminal');
}
