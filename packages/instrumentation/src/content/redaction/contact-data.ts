// E-mail addresses and telephone numbers.

import { beginning } from './boundary.ts';
import { isCallable } from './calling-codes.ts';
import type { Rule } from './rule.ts';

/** Scripts that put no space between words: an address may follow them at once. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}';
const PLAIN_LETTERS = 'A-Za-z0-9._+-';
const LETTERS = '\\p{L}\\p{M}\\p{N}._+-';
const LABEL = '[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]{0,62}';

/** Names of files and packages that have the shape of an address: `icon@2x.png`, `next@15.0.0-canary.abc`. */
const NO_ADDRESS =
  /@(?:[\d.]+x\.[a-z]+$|\d+\.\d+\.\d+)|\.(?:png|jpe?g|gif|svg|webp|avif|ico|css|scss|js|mjs|cjs|jsx|ts|tsx|json|map|html?|txt|ya?ml|lock|tgz|gz|zip|whl)$|^git@/i;

const EMAIL: Rule = {
  name: 'e-mail address',
  hints: ['@', '%40', '\\u0040'],
  // It begins with the sign, which is rare, and looks back for the name.
  pattern: new RegExp(
    `(?:@|%40|\\\\u0040)(?<=(?<before>(?<=${beginning(LETTERS)}|[${UNSPACED}])(?:[${PLAIN_LETTERS}]|%2[BbEe]){1,256}` +
      `|[${LETTERS}]{1,256})(?:@|%40|\\\\u0040))` +
      `(?:${LABEL}\\.){1,8}(?:xn--[a-z0-9-]{2,59}|[A-Za-z]{2,24}|\\p{L}{2,24})(?![A-Za-z0-9])`,
    'gu',
  ),
  accepts: (value) => !NO_ADDRESS.test(value),
  placeholder: '[EMAIL]',
};

/** Spaces and dashes as people, and models, write them. */
const SPACE = '[ \\u00a0\\u2009\\u202f]|%20';
const DASH = '[-.\\u2010-\\u2013]';
const BETWEEN = `(?:${SPACE}|${DASH})`;
const BEGINNING = beginning('\\w.+#/=-').replace('(?:^|', '(?:^|(?<![?&\\w])=|');
/** No more digits, as in a longer number. */
const END = '(?![\\w#]|[-.]\\d)';

const WORD =
  '(?:tele)?phone(?:[ _-]?(?:no|number|nr))?|phoneNumber|\\btel|\\bmobile|\\bcell|\\bfax|\\bsms|whats ?app|' +
  '\\bcall (?:me |us |him |her |them )?(?:at|on|back)|\\bringing|\\btext me (?:at|on)|\\bdial|' +
  'telefon\\p{L}*|\\bhandy(?:nummer)?|mobil\\p{L}*|rufnummer|t[ée]l[ée]phone|\\bt[ée]l|portable|tel[ée]fono|m[óo]vil|celular|telefone|cellulare|' +
  'телефон\\p{L}*|тел|電話(?:番号)?|电话|手机号?|携帯|전화(?:번호)?|휴대폰';

function phone(
  name: string,
  pattern: string,
  accepts?: Rule['accepts'],
  hints?: readonly string[],
): Rule {
  return {
    name,
    ...(hints && { hints }),
    pattern: new RegExp(pattern, 'giu'),
    ...(accepts && { accepts }),
    placeholder: '[PHONE]',
  };
}

const PHONES: readonly Rule[] = [
  phone(
    'telephone number with a plus and the code of its country',
    `(?:\\+|%2B)(?<=(?:^|[^\\w+.)\\]]|\\\\[bfnrt]|\\w[=:])(?:\\+|%2B))[1-9](?:(?:${SPACE}|${DASH}|[()/]){0,3}\\d){6,14}(?!\\d|\\.\\d)`,
    isCallable,
    ['+', '%2B', '%2b'],
  ),
  phone(
    'telephone number with 00 and the code of its country',
    `00(?<=${BEGINNING}00) ?[1-9]\\d{0,2}(?:${BETWEEN}|\\()(?:(?:${SPACE}|${DASH}|[()/]){0,3}\\d){6,12}${END}`,
    isCallable,
  ),
  phone(
    'telephone number of North America',
    `(?:\\([2-9]\\d\\d\\)(?<=(?:^|[^\\w.+]|\\\\[bfnrt]|1)\\(\\d{3}\\))(?:${BETWEEN})?|[2-9]\\d\\d(?<=${BEGINNING}(?:1${BETWEEN})?\\d{3})(?<sign>${BETWEEN}))` +
      `\\d{3}(?:\\k<sign>|${DASH})\\d{4}${END}(?! \\d)`,
  ),
  phone(
    'telephone number of France, Britain, Germany, Japan or Brazil, as written there',
    `(?:0[1-9](?<=${BEGINNING}0\\d)(?<pair>[ .\\u00a0-])\\d\\d(?:\\k<pair>\\d\\d){3}|` +
      `0[1-9]\\d{1,3}(?<=${BEGINNING}0\\d{2,4}) ?[ /] ?\\d{6,8}|0[1-9]\\d{1,3}(?<=${BEGINNING}0\\d{2,4}) \\d{3,4} \\d{3,4}|` +
      `0[1-9]0?(?<=${BEGINNING}0\\d0?)-\\d{4}-\\d{4}|\\([1-9]\\d\\) ?9?\\d{4}-\\d{4})${END}`,
  ),
  phone(
    'telephone number of Russia or China, as written there',
    `(?:8 ?\\(?(?<=${BEGINNING}8 ?\\(?)[3489]\\d\\d\\)?[ -]\\d{3}[ -]\\d\\d[ -]\\d\\d|1[3-9]\\d(?<=${BEGINNING}\\d{3})(?<sign>[ -])\\d{4}\\k<sign>\\d{4})${END}`,
  ),
  phone(
    'digits after a word for telephone',
    `(?<keep>(?:${WORD})(?:\\p{L}|\\d)?[^\\p{L}\\d+]{0,12}(?:(?:is|ist|est|es|number|no|nr|numero|número)[^\\p{L}\\d+]{1,4}){0,2})` +
      `(?<![\\d.])\\(?\\d(?:(?:${SPACE}|${DASH}|[()/]){0,2}\\d){6,14}(?![\\w]|\\.\\d)`,
  ),
];

/** In the order in which they run. */
export const CONTACT_RULES: readonly Rule[] = [EMAIL, ...PHONES];
