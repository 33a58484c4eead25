// Numbers issued to people: social security, payment cards, bank accounts.

import { beginning, BEGINNING_OF_NUMBER, END_OF_NUMBER } from '../boundary.ts';
import { CARD_RULES } from './cards.ts';
import { isIban } from './checksums.ts';
import { IBAN_SHAPES } from './iban-shapes.ts';
import type { Rule } from '../rule.ts';

/** The first three digits; 000, 666 and those from 900 on are never issued. */
const SSN = '(?!000|666|9\\d\\d)\\d{3}';
const GAP = '[ \\u00a0\\u202f-]?';

function ibanPattern(): RegExp {
  // In printed groups of four: a gap may precede every fourth character.
  const shapes = IBAN_SHAPES.map(([country, shape]) => {
    let source = `${country}\\d\\d`;
    let at = 4;
    for (const [, count, type] of shape.matchAll(/(\d+)([nac])/g)) {
      const one = type === 'n' ? '\\d' : type === 'a' ? '[A-Z]' : '[A-Z\\d]';
      for (let left = Number(count); left > 0;) {
        const run = Math.min(left, 4 - (at % 4));
        source += (at % 4 === 0 ? GAP : '') + one + (run > 1 ? `{${run}}` : '');
        at += run;
        left -= run;
      }
    }
    return source;
  });
  return new RegExp(
    `(?=[A-Z]{2}\\d\\d[ \\u00a0\\u202f-]?[A-Z\\d]{4})(?<=${beginning('A-Za-z0-9')})(?:${shapes.join('|')})(?![A-Za-z0-9])`,
    'gi',
  );
}

/** In execution order. */
export const NUMBER_RULES: readonly Rule[] = [
  {
    name: 'IBAN',
    digits: 2,
    pattern: ibanPattern(),
    accepts: isIban,
    placeholder: '[IBAN]',
  },
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
