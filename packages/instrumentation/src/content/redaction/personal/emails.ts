// E-mail addresses.

import { beginning } from '../boundary.ts';
import type { Rule } from '../rule.ts';
import { LETTERS, UNSPACED } from '../letters.ts';

const PLAIN_NAME = 'A-Za-z0-9._+-';
const NAME = `${LETTERS}0-9._+-`;
const LABEL = `[${LETTERS}0-9][${LETTERS}0-9-]{0,62}`;
const DOMAIN = `(?:${LABEL}\\.){1,8}(?:xn--[a-z0-9-]{2,59}|[A-Za-z]{2,24}|[${LETTERS}]{2,24})(?![A-Za-z0-9])`;
const DOT = 'dot|punto|punkt|ponto|point';
const LITERAL = '\\[(?:\\d{1,3}(?:\\.\\d{1,3}){3}|IPv6:[\\da-fA-F:.]{2,45})\\]';

/** Names of files and packages in the shape of an address: `icon@2x.png`, `next@15.0.0-canary.abc`. */
const NO_ADDRESS =
  /@(?:[\d.]+x\.[a-z]+$|\d+\.\d+\.\d+)|\.(?:png|jpe?g|gif|svg|webp|avif|ico|css|scss|js|mjs|cjs|jsx|ts|tsx|json|map|html?|txt|ya?ml|lock|tgz|gz|zip|whl)$|^git@/i;

/** In execution order. */
export const EMAIL_RULES: readonly Rule[] = [
  {
    name: 'e-mail address',
    signs: ['@', '%40', '\\u0040'],
    // It starts at the rare `@` and looks behind for the name.
    pattern: new RegExp(
      `(?:@|%40|\\\\u0040)(?<=(?<before>"[^"\\r\\n]{1,64}"|(?:SRS[01]|prvs|bounces?\\+[\\w-]{1,64})=[\\w.+=-]{1,200}|[${LETTERS}]{1,64}['’][${NAME}]{1,64}|(?<=${beginning(NAME)}|[${UNSPACED}])(?:[${PLAIN_NAME}]|%2[BbEe]){1,256}` +
        `|[${NAME}]{1,256})(?:@|%40|\\\\u0040))` +
        `(?:${DOMAIN}|${LITERAL})`,
      'g',
    ),
    accepts: (value) => !NO_ADDRESS.test(value),
    placeholder: '[EMAIL]',
  },
  {
    name: 'e-mail address with its signs in brackets',
    words: [
      '[at',
      '(at',
      '{at',
      '<at',
      '[ at',
      '( at',
      '{ at',
      '< at',
      '[@]',
      '(@)',
      '{@}',
      '<@>',
      '[ @',
      '( @',
      '[ät',
      '(ät',
    ],
    pattern: new RegExp(
      `[[({<]\\s?(?:at|ät|@)\\s?[\\])}>](?<=(?<before>[${PLAIN_NAME}]{1,64}\\s?)[[({<]\\s?(?:at|ät|@)\\s?[\\])}>])\\s?` +
        `[A-Za-z0-9-]{1,63}(?:(?:\\s?[[({<]\\s?(?:dot|punkt|\\.)\\s?[\\])}>]\\s?|\\sdot\\s|\\.)[A-Za-z0-9-]{2,63}){1,4}`,
      'gi',
    ),
    placeholder: '[EMAIL]',
  },
  {
    name: 'e-mail address with its signs in words',
    words: [' dot ', '-dot-', '_dot_', ' punto ', ' punkt ', ' ponto ', ' point '],
    pattern: new RegExp(
      `[\\s_-](?:${DOT})[\\s_-](?<=(?<before>[${PLAIN_NAME}]{1,64}[\\s_-](?:at|arroba|ät)[\\s_-]{1,2}[A-Za-z\\d-]{1,63})[\\s_-](?:${DOT})[\\s_-]{1,2})-?[a-z]{2,24}(?:[\\s_-](?:${DOT})[\\s_-][a-z]{2,24}){0,2}(?![A-Za-z])`,
      'gi',
    ),
    placeholder: '[EMAIL]',
  },
  {
    name: 'e-mail address with spaces around its signs',
    words: [' @ '],
    pattern: new RegExp(
      `\\s@\\s(?<=(?<before>[${PLAIN_NAME}]{1,64})\\s@\\s)[A-Za-z\\d-]{1,63}(?:\\s?\\.\\s?[A-Za-z\\d-]{1,63}){0,3}\\s?\\.\\s?[a-z]{2,24}(?![A-Za-z])`,
      'gi',
    ),
    placeholder: '[EMAIL]',
  },
];
