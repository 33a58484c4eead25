// Where a value may begin. Text is raw, JSON-escaped or URL-encoded: in `\nfoo@bar.com` and
// `%3Dfoo%40bar.com` the letter before `foo` belongs to the escape, not to the value.

const HEX = '[\\da-fA-F]';
const ESCAPE = `\\\\[bfnrt]|(?:%|\\\\u${HEX}{2})${HEX}{2}`;
const LONE_ESCAPE_SIGN = `\\\\(?![bfnrt]|u${HEX}{4})|%(?!${HEX}{2})`;

/** Pattern for the position before a value: none of `joined` (inside a character class), or an escape. */
export function beginning(joined: string): string {
  return `(?:^|[^\\\\%${joined}]|${ESCAPE}|${LONE_ESCAPE_SIGN})`;
}

/**
 * A pattern of `prefix`, which must not follow a letter or digit, and then `rest`.
 * The prefix comes first: V8 skips to it quickly, and looks behind only there.
 */
export function prefixed(prefix: string, rest: string, joined = 'A-Za-z0-9'): RegExp {
  return new RegExp(`(?:${prefix})(?<=${beginning(joined)}(?:${prefix}))(?:${rest})`, 'g');
}

/** Pattern for the position before a number: not within another one, maybe after dots or dashes. */
export const BEGINNING_OF_NUMBER = `(?:${beginning(String.raw`\w.-`)}|\\.\\.|--)`;

/** Pattern for the end of a number: no more digits, as in a longer number. */
export const END_OF_NUMBER = '(?![\\w#]|-\\w|\\.\\d)';

/** The same for a value that is found by its `middle`: `before` stands in front of it. To look ahead first is cheaper. */
export function around(before: string, middle: string, rest: string, joined: string): RegExp {
  return new RegExp(
    `(?:${middle})(?=${rest})(?<=${beginning(joined)}(?<before>${before})(?:${middle}))(?:${rest})`,
    'g',
  );
}
