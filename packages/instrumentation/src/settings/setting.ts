// One row of the table of settings.

import type { Quantity } from './quantity.ts';

/** A value of a setting, as it is understood. */
export type Value = string | number;

/** One setting that is read from the environment. */
export interface Setting {
  readonly variable: string;
  /** The allowed values; any text where there are none. */
  readonly values?: readonly string[];
  /** Several of them may stand in it, with commas between. */
  readonly isList?: boolean;
  /** A number in place of a text. */
  readonly quantity?: Quantity;
  readonly default?: string;
  /** What a value that is not understood counts as, where the default would say more than was meant. */
  readonly whenUnknown?: string;
  readonly text: string;
  /**
   * Of content: which of two values records less. The environment and `configure()` may both have one, and
   * this one counts.
   */
  readonly stricter?: (one: Value, other: Value) => Value;
}

/** Values from the strictest to the laxest. */
export function byOrder(...values: readonly Value[]): (one: Value, other: Value) => Value {
  return (one, other) => (values.indexOf(one) <= values.indexOf(other) ? one : other);
}

/** The smaller number records less. */
export const smaller = (one: Value, other: Value): Value => (one <= other ? one : other);

/** The larger number records less. */
export const larger = (one: Value, other: Value): Value => (one >= other ? one : other);
