// One row of the table of settings.

import type { Quantity } from './quantity.ts';

/** A parsed value of a setting. */
export type Value = string | number;

/** One setting that is read from the environment. */
export interface Setting {
  readonly variable: string;
  /** The allowed values; any string if absent. */
  readonly values?: readonly string[];
  /** Several values are allowed, separated by commas. */
  readonly isList?: boolean;
  /** What each item of a list looks like, and how a message says that. */
  readonly form?: { readonly item: RegExp; readonly text: string };
  /** A number instead of text. */
  readonly quantity?: Quantity;
  readonly default?: string;
  /** The fallback for an invalid value, if the default would record more than was intended. */
  readonly whenUnknown?: string;
  readonly text: string;
  /**
   * For content: which of two values records less. If the environment and `configure()` both set one,
   * this one applies.
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
