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
 * The rule for a key of one of `prefixes`, which are literal, followed by `rest`, a pattern. If a prefix has two
 * characters only, the rule runs where so many letters, digits, dashes or underscores stand in a row as `run` says.
 */
export function key(kind: string, prefixes: readonly string[], rest: string, run?: number): Rule {
  return lazy(kind, looksFor(prefixes, run), isNoRow, () =>
    prefixed(prefixes.map(literal).join('|'), rest),
  );
}

/**
 * A key that is recognised by `middle`, which is literal, with `before` in front of it and `rest` after it.
 * Shorter than three characters, it is everywhere: `run` as above.
 */
export function keyAround(
  kind: string,
  before: string,
  middle: string,
  rest: string,
  { joined = 'A-Za-z0-9', run }: { readonly joined?: string; readonly run?: number } = {},
): Rule {
  return lazy(kind, looksFor([middle], run), undefined, () =>
    around(before, literal(middle), rest, joined),
  );
}

/** What a text must have for the rule of keys with these literals. */
function looksFor(
  literals: readonly string[],
  run: number | undefined,
): Pick<Rule, 'hints' | 'signs' | 'run'> {
  if (literals.every(({ length }) => length > 2)) return { hints: literals };
  return { signs: literals, ...(run !== undefined && { run }) };
}

/** Compiles the pattern when it is needed first: hardly any text has more than some kinds of keys. */
function lazy(
  kind: string,
  looks: Pick<Rule, 'hints' | 'signs' | 'run'>,
  accepts: Rule['accepts'],
  compile: () => RegExp,
): Rule {
  let pattern: RegExp | undefined;
  return {
    name: kind,
    ...looks,
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
