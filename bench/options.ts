// What `npm run bench` is told:
// npm run bench -- [bench ...] [--quick] [--rounds N] [--only word,...] [--write] [--label name]

import { parseArgs } from 'node:util';
import { BENCHES } from './benches.ts';
import type { Size } from './measurement.ts';

/** A mistake of the command line, with its way out. */
export class UsageError extends Error {}

/** What to run, and what to do with it. */
export interface Options {
  /** Names of benches; all if none is given. */
  readonly names: readonly string[];
  readonly size: Size;
  readonly isWritten: boolean;
  /** Part of the name of the file that is written. */
  readonly label: string;
}

/** Reads the command line. Throws a `UsageError`. */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    throw new UsageError(`no bench ${unknown}; there are ${Object.keys(BENCHES).join(', ')}`);
  }
  if (values.quick && values.write) {
    throw new UsageError('--quick measures nothing: leave it out to --write');
  }
  if (!/^[a-z0-9-]+$/.test(values.label)) {
    throw new UsageError(`--label ${values.label}: only a-z, 0-9 and -`);
  }
  const only = values.only?.split(',').map((word) => word.trim());
  return {
    names: positionals,
    size: { isQuick: values.quick, rounds: toRounds(values.rounds), only: only ?? [] },
    isWritten: values.write,
    label: values.label,
  };
}

function toRounds(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d*$/.test(text))
    return text === undefined ? text : Number(text);
  throw new UsageError(`--rounds ${text}: not a number from 1 on`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        quick: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        only: { type: 'string' },
        write: { type: 'boolean', default: false },
        label: { type: 'string', default: 'run' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
