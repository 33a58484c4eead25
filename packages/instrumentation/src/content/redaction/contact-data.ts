// E-mail addresses and telephone numbers.

import { beginning, END_OF_NUMBER } from './boundary.ts';
import { isCallable } from './calling-codes.ts';
import type { Rule } from './rule.ts';

/** Blocks of scripts without spaces between words: an address may directly follow them. */
const UNSPACED = '\\u0e00-\\u0e7f\\u1100-\\u11ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af';
/** Blocks of letters. `\p{L}` is slow in V8: it has hundreds of ranges. */
const LETTERS =
  'A-Za-z\\u00c0-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\ufdff\\ufe70-\\ufefc\\uff21-\\uffdc';
const PLAIN_NAME = 'A-Za-z0-9._+-';
const NAME = `${LETTERS}0-9._+-`;
const LABEL = `[${LETTERS}0-9][${LETTERS}0-9-]{0,62}`;

/** Names of files and packages in the shape of an address: `icon@2x.png`, `next@15.0.0-canary.abc`. */
const NO_ADDRESS =
  /@(?:[\d.]+x\.[a-z]+$|\d+\.\d+\.\d+)|\.(?:png|jpe?g|gif|svg|webp|avif|ico|css|scss|js|mjs|cjs|jsx|ts|tsx|json|map|html?|txt|ya?ml|lock|tgz|gz|zip|whl)$|^git@/i;

const EMAIL: Rule = {
  name: 'e-mail address',
  hints: ['@', '%40', '\\u0040'],
  // It starts at the rare `@` and looks behind for the name.
  pattern: new RegExp(
    `(?:@|%40|\\\\u0040)(?<=(?<before>(?<=${beginning(NAME)}|[${UNSPACED}])(?:[${PLAIN_NAME}]|%2[BbEe]){1,256}` +
      `|[${NAME}]{1,256})(?:@|%40|\\\\u0040))` +
      `(?:${LABEL}\\.){1,8}(?:xn--[a-z0-9-]{2,59}|[A-Za-z]{2,24}|[${LETTERS}]{2,24})(?![A-Za-z0-9])`,
    'g',
  ),
  accepts: (value) => !NO_ADDRESS.test(value),
  placeholder: '[EMAIL]',
};

/** Spaces and dashes as written by people and models. */
const SPACE = '[ \\u00a0\\u2009\\u202f]|%20';
const DASH = '[-.\\u2010-\\u2013]';
const BETWEEN = `(?:${SPACE}|${DASH})`;
const BEGINNING = beginning('\\w.+#/=-').replace('(?:^|', '(?:^|(?<![?&\\w])=|');

const WORD =
  '(?:tele)?phone(?:[ _-]?(?:no|number|nr))?|phoneNumber|\\btel|\\bmobile|\\bcell|\\bfax|\\bsms|whats ?app|' +
  '\\bcall (?:me |us |him |her |them )?(?:at|on|back)|\\bringing|\\btext me (?:at|on)|\\bdial|' +
  'telefon[a-z]*|\\bhandy(?:nummer)?|mobil[a-z]*|rufnummer|t[ée]l[ée]phone|\\bt[ée]l|portable|tel[ée]fono|m[óo]vil|celular|telefone|cellulare|' +
  'телефон[а-я]*|тел|電話(?:番号)?|电话|手机号?|携帯|전화(?:번호)?|휴대폰';

/** 7 to 15 digits with separators. */
const DIGITS = `\\d(?:(?:${SPACE}|${DASH}|[()/]){0,2}\\d){6,14}(?!\\w|\\.(?:\\d|\\[[CIPS]))`;

function phone(
  name: string,
  pattern: string,
  accepts?: Rule['accepts'],
  hints?: readonly string[],
): Rule {
  return {
    name,
    ...(hints && { hints }),
    pattern: new RegExp(pattern, 'gi'),
    ...(accepts && { accepts }),
    placeholder: '[PHONE]',
  };
}

const PHONES: readonly Rule[] = [
  phone(
    'telephone number with a plus and the code of its country',
    `(?:\\+|%2B)(?<=(?:^|[^\\w+.)\\]]|\\\\[bfnrt]|\\w[=:])(?:\\+|%2B))[1-9](?:(?:${SPACE}|${DASH}|[()/]){0,3}\\d){6,14}(?!\\d|\\.(?:\\d|\\[[CIPS]))`,
    isCallable,
    ['+', '%2B', '%2b'],
  ),
  phone(
    'telephone number of North America',
    `(?:1(?<=${BEGINNING}1)${BETWEEN})?(?:\\((?<=(?:^|[^\\w.+]|\\\\[bfnrt]|1[ .-]?)\\()[2-9]\\d\\d\\)(?:${BETWEEN})?|` +
      `[2-9](?<=(?:${BEGINNING}|1${BETWEEN})[2-9])\\d\\d(${BETWEEN}))\\d{3}(?:\\1|${DASH})\\d{4}${END_OF_NUMBER}`,
  ),
  phone(
    'telephone number of France, Britain, Germany, Japan or Brazil, as written there',
    `(?:0(?<=${BEGINNING}0)(?:[1-9]([ .\\u00a0-])\\d\\d(?:\\1\\d\\d){3}(?! \\d\\d(?!\\d))|[1-9]\\d{1,3} ?[ /] ?\\d{6,8}|` +
      `[1-9]\\d{1,3} \\d{3,4} \\d{3,4}|[1-9]0?-\\d{4}-\\d{4})|` +
      `\\((?<=(?:^|[^\\w.+]|\\\\[bfnrt])\\()(?:[1-9]\\d\\) ?9?\\d{4}-\\d{4}|0\\d{1,4}\\)[ /-]?(?:\\d{6,8}|\\d{3,4}[ -]\\d{3,4})))${END_OF_NUMBER}`,
  ),
  phone(
    'telephone number of Russia or China, as written there',
    `(?:8(?<=${BEGINNING}8) ?\\(?[3489]\\d\\d\\)?[ -]\\d{3}[ -]\\d\\d[ -]\\d\\d|1(?<=${BEGINNING}1)[3-9]\\d([ -])\\d{4}\\1\\d{4})${END_OF_NUMBER}`,
  ),
  phone(
    'digits after a word for telephone',
    // The digits, which are rarer than the words, come first; then the cheap checks.
    `(?=[(\\d])(?<=[${LETTERS}][^${LETTERS}\\d+]{0,12})(?=\\(?${DIGITS})(?<=(?:${WORD})(?<!\\[PHONE)[a-z是为は]?[^${LETTERS}\\d+]{0,12}(?:(?:is|ist|est|es|number|no|nr|numero|número)[^${LETTERS}\\d+]{1,4}){0,2})` +
      `\\(?${DIGITS}`,
  ),
  phone(
    // Last: within other numbers, `0044` is a group of four digits.
    'telephone number with 00 and the code of its country',
    `0(?<=${BEGINNING}0)(?<!\\d[ -]0)0 ?[1-9]\\d{0,2}(?:${BETWEEN}|\\()(?:(?:${SPACE}|${DASH}|[()/]){0,3}\\d){6,12}${END_OF_NUMBER}`,
    isCallable,
  ),
];

/** In execution order. */
export const CONTACT_RULES: readonly Rule[] = [EMAIL, ...PHONES];
