// What every bench returns, prints and writes.

import { quartiles } from './statistics.ts';

/** One figure: the values of all rounds. */
export interface Measurement {
  readonly table: string;
  /** The row, such as `chat`. */
  readonly what: string;
  /** The column: the variant, such as `llm-otel`. */
  readonly who: string;
  readonly unit: string;
  /** Empty if there is nothing to measure; `note` says why. */
  readonly values: readonly number[];
  readonly note?: string;
  /** The program failed, or recorded a wrong number of spans. */
  readonly isBroken?: boolean;
}

/** How much is measured. */
export interface Size {
  /** Everything once and tiny: whether the benches work, not how fast anything is. */
  readonly isQuick: boolean;
  /** `undefined`: as many as the bench needs. */
  readonly rounds: number | undefined;
  /** Words of which each must be in a row, a column or a table; empty measures all. */
  readonly only: readonly string[];
}

/** A bench: prints what it is doing to stderr, throws if nothing can be measured. */
export type Bench = (size: Size) => Promise<readonly Measurement[]>;

/** The rounds of a bench that needs `usual` of them. */
export function roundsOf({ isQuick, rounds }: Size, usual: number): number {
  return rounds ?? (isQuick ? 1 : usual);
}

/** Whether a figure is asked for. */
export function isAsked({ only }: Size, ...names: readonly string[]): boolean {
  const text = names.join(' ').toLowerCase();
  return only.every((word) => text.includes(word.toLowerCase()));
}

/** `61.2 (58.0 to 64.1)`: the median and the quartiles, with `note`. */
export function show({ values, note }: Measurement): string {
  if (values.length === 0) return note ?? 'not measured';
  const { lower, median, upper } = quartiles(values);
  const digits = Math.abs(median) >= 100 ? 0 : Math.abs(median) >= 10 ? 1 : 2;
  const [low, middle, high] = [lower, median, upper].map((value) => value.toFixed(digits));
  const range = values.length === 1 ? middle! : `${middle} (${low} to ${high})`;
  return note === undefined ? range : `${range}, ${note}`;
}
