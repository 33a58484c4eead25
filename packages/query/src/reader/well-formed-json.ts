// JSON that every reader accepts: halves of surrogate pairs are invalid for most.

import { stringify } from '../exact-json.ts';

const HALF_PAIR = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/** JSON of `value`, with U+FFFD in the place of halves of characters, in names too. */
export function toWellFormedJson(value: object): string {
  return wellFormed(stringify(value));
}

/** The same for JSON that `JSON.stringify` made, which escapes halves only. */
export function wellFormed(json: string): string {
  return json.replace(HALF_PAIR, '$1\\ufffd');
}
