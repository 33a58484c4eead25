// Where a value may begin. Text comes raw, JSON-escaped or URL-encoded: in `\nfoo@bar.com` and `%3Dfoo%40bar.com`
// the letter before `foo` belongs to the escape, not to the value.

const HEX = '[\\da-fA-F]';
const ESCAPE = `\\\\[bfnrt]|(?:%|\\\\u${HEX}{2})${HEX}{2}`;
const LONE_ESCAPE_SIGN = `\\\\(?![bfnrt]|u${HEX}{4})|%(?!${HEX}{2})`;

/** Source of what stands before a value: none of `joined` (the inside of a character class), or an escape. */
export function beginning(joined: string): string {
  return `(?:^|[^\\\\%${joined}]|${ESCAPE}|${LONE_ESCAPE_SIGN})`;
}

/**
 * A pattern that begins with `prefix`, which no letter or digit may precede, and goes on with `rest`.
 * The prefix comes first: V8 skips to it quickly, and looks back only there.
 */
export function prefixed(prefix: string, rest: string, joined = 'A-Za-z0-9'): RegExp {
  return new RegExp(`(?:${prefix})(?<=${beginning(joined)}(?:${prefix}))(?:${rest})`, 'g');
}

/** Source of what stands after digits: no more of them, as in a longer number, nor where some have been replaced. */
export const END_OF_NUMBER = '(?![\\w#]|-\\w|\\.\\d|[-.]\\[[CIPS])';
