// Options that select the calls for a command.

import { InvalidArgumentError, type Command } from 'commander';
import { Failure } from '../failure.ts';
import { type Condition, type Filter, parseCondition } from '../store/filter.ts';
import { parseTime } from '../time-point.ts';

/** Options of a command that works on a subset of calls. */
export interface FilterOptions {
  readonly since?: string;
  readonly until?: string;
  readonly model?: string;
  readonly provider?: string;
  readonly user?: string;
  readonly session?: string;
  readonly conversation?: string;
  readonly trace?: string;
  readonly status?: string;
  readonly template?: string;
  readonly type?: string;
  readonly where: readonly Condition[];
}

/** Adds the options; `type` is the default of the `--type` option. */
export function withFilterOptions(command: Command, type: 'all' | 'model'): Command {
  return command
    .option('--since <time>', 'from then on: 2026-10-05, 2026-10-05T12:00Z, 1h, 7d, today')
    .option('--until <time>', 'before then; a day is included')
    .option('--model <name>', 'the model asked for, or the one that answered')
    .option('--provider <name>', 'who serves the model')
    .option('--user <id>', 'id or hash of the user')
    .option('--session <id>', 'the session')
    .option('--conversation <id>', 'the conversation')
    .option('--trace <id>', 'the trace')
    .option('--status <status>', 'success or failure')
    .option('--template <id>', 'template of the prompt')
    .option(
      '--type <type>',
      'model, step, tool, mcp, retrieval, operation (all of these), feedback, all, config, or a log_type',
      type,
    )
    .option(
      '--where <condition>',
      'key=value on any field or attribute, may be repeated; also != > >= < <= and ~ for contains',
      (text: string, all: readonly Condition[]) => [...all, parseCondition(text)],
      [],
    );
}

/** Options to a filter. */
export function toFilter(options: FilterOptions): Filter {
  const { since, until } = options;
  const now = new Date();
  const filter = {
    ...options,
    since: since === undefined ? undefined : parseTime('--since', since, 'start', now),
    until: until === undefined ? undefined : parseTime('--until', until, 'end', now),
  };
  if (filter.since && filter.until && filter.until < filter.since) {
    throw new Failure(`--until (${until}) is before --since (${since}); swap them`);
  }
  return filter;
}

/** Parses an integer of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`give a whole number of at least ${least}`);
  };
}

/** Option parser: a comma-separated list. */
export function names(text: string): string[] {
  const list = text.split(',').map((name) => name.trim());
  if (list.every((name) => name !== '')) return list;
  throw new InvalidArgumentError('give names with commas between them, such as provider,model_id');
}
