// A key or token whose beginning names its issuer.

import { around, prefixed } from '../boundary.ts';
import type { Rule } from '../rule.ts';

/** Letters and digits, as many as there are from `least` on. */
export const alphanumeric = (least: number): string => `[A-Za-z0-9]{${least},9999}`;
/** The same with underscores. */
export const word = (least: number): string => String.raw`\w{${least},9999}`;
/** The same with underscores and dashes, as in base64url. */
export const dashed = (least: number): string => String.raw`[\w-]{${least},9999}`;
/** Hexadecimal digits in small letters. */
export const hex = (least: number): string => `[0-9a-f]{${least},9999}`;
/** Base64. */
export const base64 = (least: number): string => `[A-Za-z0-9+/]{${least},9999}={0,2}`;
/** A UUID. */
export const UUID = '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}';

/**
 * The rule for a key of one of `prefixes`, which are literal, followed by `rest`, a pattern. It always runs if a
 * prefix has two characters only.
 */
export function key(kind: string, prefixes: readonly string[], rest: string): Rule {
  const hints = prefixes.every(({ length }) => length > 2) ? prefixes : undefined;
  return lazy(kind, hints, isNoRow, () => prefixed(prefixes.map(literal).join('|'), rest));
}

/**
 * A key that is recognised by `middle`, which is literal, with `before` in front of it and `rest` after it.
 * Shorter than three characters, it is everywhere: the rule always runs.
 */
export function keyAround(
  kind: string,
  before: string,
  middle: string,
  rest: string,
  joined = 'A-Za-z0-9',
): Rule {
  const hints = middle.length > 2 ? [middle] : undefined;
  return lazy(kind, hints, undefined, () => around(before, literal(middle), rest, joined));
}

/** Compiles the pattern when it is needed first: hardly any text has more than some kinds of keys. */
function lazy(
  kind: string,
  hints: readonly string[] | undefined,
  accepts: Rule['accepts'],
  compile: () => RegExp,
): Rule {
  let pattern: RegExp | undefined;
  return {
    name: kind,
    ...(hints && { hints }),
    get pattern() {
      return (pattern ??= compile());
    },
    ...(accepts && { accepts }),
    placeholder: `[SECRET:${kind}]`,
  };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** Whether it is not a row of one letter in place of a key: `ghp_xxxxxxxxxx`. */
function isNoRow(value: string): boolean {
  return !/([A-Za-z0-9])\1{11,}$/.test(value);
}
