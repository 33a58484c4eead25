// Telephone numbers.

import { beginning, END_OF_NUMBER } from '../boundary.ts';
import type { Rule } from '../rule.ts';
import { isCallable } from './calling-codes.ts';
import { LETTERS } from '../letters.ts';
import { isNational, isGrouped } from './national-numbers.ts';

/** Spaces and dashes as written by people and models. */
const SPACE = '[ \\u00a0\\u2009\\u202f]|%20';
const DASH = '[-.\\u2010-\\u2013]';
const BETWEEN = `(?:${SPACE}|${DASH})`;
const BEGINNING = beginning('\\w.+#/=-').replace('(?:^|', '(?:^|(?<![?&\\w])=|');
const PLACEHOLDER = '(?:[A-Z]{2,9}|SECRET:\\w{1,40})\\]';

const WORD =
  '(?:tele)?phone(?:[ _-]?(?:no|number|nr))?|phoneNumber|\\btel|\\bmobile|\\bcell|\\bfax|\\bsms|whats ?app|callto|' +
  '\\bcall(?: (?:me |us |him |her |them )?(?:at|on|back))?|\\bringing|\\bring|\\btext (?:me|us)(?: (?:at|on))?|\\bdial|\\b(?:my|his|her|our|contact) number|\\breach (?:me|us|him|her) (?:at|on)|' +
  'telefon[a-z]*|\\bhandy(?:nummer)?|mobil[a-z]*|rufnummer|\\bfono|\\bcel|\\bgsm|\\bnatel|\\btlm|\\btlf|\\bzadzwoń|\\bbel me op|\\bll[áa]m[ae](?:me|le|nos)? al|\\bappelle[rz]?(?:-moi)? au|\\banrufen(?: unter)?|\\bruf mich an(?: unter)?|puhelin|telefoon|' +
  't[ée]l[ée]phone|\\bt[ée]l|portable|tel[ée]fono|m[óo]vil|celular|telefone|cellulare|' +
  'телефон[а-я]*|звоните|тел|τηλ|טלפון|هاتف|電話(?:番号)?|电话|致电|手机号?|携帯|전화(?:번호)?|휴대폰|โทร';

/** 7 to 15 digits with separators. */
const DIGITS = `\\d(?:(?:${SPACE}|${DASH}|[()/（）]){0,2}\\d){6,14}(?!\\w|\\.\\d)`;

function phone(
  name: string,
  pattern: string,
  accepts?: Rule['accepts'],
  signs?: readonly string[],
): Rule {
  return {
    name,
    pattern: new RegExp(pattern, 'gi'),
    ...(accepts && { accepts }),
    ...(signs && { signs }),
    digits: 7,
    placeholder: '[PHONE]',
  };
}

/** In execution order. */
export const PHONE_RULES: readonly Rule[] = [
  phone(
    'telephone number with a plus and the code of its country',
    `(?:\\+|%2B)(?<=(?:^|[^\\w+.)\\]]|${PLACEHOLDER}|\\.\\.|\\\\[bfnrt]|\\w[=:])(?:\\+|%2B))[1-9](?:(?:${SPACE}|${DASH}|[()/]){0,3}\\d){6,14}(?!\\d|\\.\\d)`,
    isCallable,
    ['+', '%2B', '%2b'],
  ),
  phone(
    // Within other numbers, `0044` is a group of four digits.
    'telephone number with 00 and the code of its country',
    `0(?<=${BEGINNING}0)(?<!\\d[ -]0)0 ?[1-9]\\d{0,2}(?:${BETWEEN}|\\()(?:(?:${SPACE}|${DASH}|[()/]){0,3}\\d){6,12}${END_OF_NUMBER}`,
    isCallable,
  ),
  phone(
    'telephone number of North America',
    `(?:1(?<=${BEGINNING}1)${BETWEEN})?(?:\\((?<=(?:^|[^\\w.+]|\\\\[bfnrt]|1[ .-]?)\\()[2-9]\\d\\d\\)(?:${BETWEEN})?|` +
      `[2-9](?<=(?:${BEGINNING}|1${BETWEEN})[2-9])\\d\\d(${BETWEEN}))\\d{3}(?:\\1|${DASH})\\d{4}${END_OF_NUMBER}`,
  ),
  phone(
    'telephone number with the zero that is dialled within a country',
    `(?:0(?<=${BEGINNING}0)(?<!\\d[ .-]0)|\\((?<=(?:^|[^\\w.+]|\\\\[bfnrt])\\()0)(?=[1-9 (])(?:(?:${SPACE}|${DASH}|[()/]){0,3}\\d){7,11}(?!:\\d)${END_OF_NUMBER}(?![ .-]\\d)`,
    isNational,
  ),
  phone(
    'telephone number in the usual groups of a country',
    `(?:[1-9](?=\\d{0,4}[ .\\u00a0)-])(?<=${BEGINNING}[1-9])|\\((?<=(?:^|[^\\w.+]|\\\\[bfnrt])\\()[1-9])(?:(?:[ .\\u00a0-]|\\) ?){0,1}\\d){7,10}${END_OF_NUMBER}(?![ .-]\\d)`,
    isGrouped,
  ),
  phone(
    'telephone number of Russia or China, as written there',
    `(?:8(?<=${BEGINNING}8)[ -]?\\(?[3489]\\d\\d\\)?[ -]\\d{3}[ -]\\d\\d[ -]\\d\\d|1(?<=${BEGINNING}1)[3-9]\\d([ -])\\d{4}\\1\\d{4})${END_OF_NUMBER}`,
  ),
  phone(
    'digits after a word for telephone',
    // The digits, which are rarer than the words, come first; then the cheap checks.
    `(?=[(\\d])(?<=[${LETTERS}][^${LETTERS}\\d+]{0,12})(?=\\(?${DIGITS})(?<=(?:${WORD})(?<!\\[PHONE)[a-z是为は]?[^${LETTERS}\\d+]{0,12}(?:(?:is|ist|est|es|number|no|nr|numero|número)[^${LETTERS}\\d+]{1,4}){0,2})` +
      `\\(?${DIGITS}`,
  ),
  {
    name: 'extension of a telephone number',
    signs: ['[PHONE]'],
    pattern:
      /(?<keep>\[PHONE\])(?:;ext=|,? ?(?:ext(?:ension)?\.?|x|доб\.?|durchwahl|poste|int\.?) ?)\d{1,6}(?!\w)/gi,
    placeholder: '',
  },
];
