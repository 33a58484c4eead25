// Options of the commands that know prices.

import type { Command } from 'commander';
import { type PriceList, readPriceList } from 'llm-otel/prices';
import { Failure } from '../failure.ts';
import { parseTime } from '../time-point.ts';

/** Options of such a command. */
export interface PriceOptions {
  readonly prices?: string;
  readonly at?: string;
}

/** Adds the options. */
export function withPriceOptions(command: Command): Command {
  return command
    .option(
      '--prices <file>',
      'prices and aliases of your own, which win (docs/cost.md)',
      process.env['LLM_OTEL_PRICES'] || undefined,
    )
    .option('--at <day>', 'the prices of that day: 2026-01-31, today');
}

/** The price list that the options name. A file with a mistake in it is a failure. */
export function toPriceList({ prices }: PriceOptions): PriceList {
  try {
    return readPriceList(prices);
  } catch (error) {
    throw new Failure(`--prices ${prices}: ${(error as Error).message}`);
  }
}

/** Milliseconds since the epoch; `undefined` if no day was asked for. */
export function toPriceTime({ at }: PriceOptions): number | undefined {
  return at === undefined ? undefined : parseTime('--at', at, 'start', new Date()).getTime();
}
