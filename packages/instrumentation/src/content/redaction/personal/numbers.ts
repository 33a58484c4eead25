// Numbers issued to people: social security, payment cards, bank accounts.

import { BEGINNING_OF_NUMBER, END_OF_NUMBER } from '../boundary.ts';
import { CARD_RULES } from './cards.ts';
import { IBAN_RULE } from './ibans.ts';
import type { Rule } from '../rule.ts';

/** The first three digits; 000, 666 and those from 900 on are never issued. */
const SSN = '(?!000|666|9\\d\\d)\\d{3}';

/** In execution order. */
export const NUMBER_RULES: readonly Rule[] = [
  IBAN_RULE,
  ...CARD_RULES,
  {
    name: 'social security number',
    digits: 9,
    pattern: new RegExp(
      `\\d(?<=${BEGINNING_OF_NUMBER}(?=${SSN})\\d)\\d\\d[-\\u2010\\u2011\\u2013](?!00)\\d\\d[-\\u2010\\u2011\\u2013](?!0000)\\d{4}${END_OF_NUMBER}`,
      'g',
    ),
    placeholder: '[SSN]',
  },
  {
    name: 'social security number after its name',
    digits: 9,
    pattern: new RegExp(
      `(?<keep>(?:(?<!\\[)\\bssn|social(?:[ _-]?security)?(?:[ _-]?(?:number|no|num))?)[^A-Za-z\\d]{0,8}(?:(?:is|number|no|#)[^A-Za-z\\d]{1,4}){0,2})` +
        `${SSN}([ .\\u2013]?)(?!00)\\d\\d\\2(?!0000)\\d{4}${END_OF_NUMBER}`,
      'gi',
    ),
    placeholder: '[SSN]',
  },
];
