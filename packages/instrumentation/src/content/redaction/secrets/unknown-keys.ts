// Keys of issuers that no table names: their prefix says that they are keys, and the rest is random.

import { beginning } from '../boundary.ts';
import type { Rule } from '../rule.ts';
import { isId } from './stand-ins.ts';

const SAYS =
  'api|apikey|key|token|secret|sk|pat|oat|sat|uat|live|prod|test|auth|access|admin|priv|svc|pw';
const PREFIX = String.raw`(?:[a-z0-9]{2,12}[_-]){0,3}`;

/** In execution order. */
export const UNKNOWN_KEYS: readonly Rule[] = [
  {
    name: 'key with a prefix that says so',
    words: SAYS.split('|')
      .flatMap((word) => [`${word}_`, `${word}-`])
      .filter(({ length }) => length > 3),
    pattern: new RegExp(
      String.raw`(?:${SAYS})[_-](?<=${beginning('A-Za-z0-9_-')}(?<before>${PREFIX})(?:${SAYS})[_-])[\w-]{20,512}`,
      'g',
    ),
    accepts: hasRandomPart,
    placeholder: '[SECRET:api_key]',
  },
  {
    name: 'long random text after a short prefix',
    run: 31,
    pattern: new RegExp(
      String.raw`_(?=[A-Za-z0-9]{28})(?<=${beginning('A-Za-z0-9_-')}(?<before>[a-z][a-z0-9]{1,9})_)(?:[A-Za-z0-9]{28,200}|[0-9a-f]{40,200})(?![A-Za-z0-9_-])`,
      'g',
    ),
    accepts: (value) => !isId(value) && isMixed(value),
    placeholder: '[SECRET:api_key]',
  },
];

/** Whether it has letters of both cases and digits among them, as no word has; ids of 48 hexadecimal digits do not. */
function isMixed(value: string): boolean {
  const end = value.slice(value.indexOf('_') + 1);
  return (end.match(/\d/g)?.length ?? 0) >= 4 && /[a-z]/.test(end) && /[A-Z]/.test(end);
}

/** Whether a long part is random: digits among letters, of both cases or hexadecimal. */
function hasRandomPart(value: string): boolean {
  return value.split(/[_-]/).some((part) => part.length >= 20 && isRandom(part));
}

function isRandom(end: string): boolean {
  if ((end.match(/\d/g)?.length ?? 0) < 3 || (end.match(/[A-Za-z]/g)?.length ?? 0) < 3)
    return false;
  return /[A-Z]/.test(end) ? /[a-z]/.test(end) || end.length > 24 : true;
}
