// Payment cards.

import { BEGINNING_OF_NUMBER, END_OF_NUMBER } from '../boundary.ts';
import { sinceLastPlaceholder } from '../placeholders.ts';
import type { Rule } from '../rule.ts';
import { isIssued, isLuhn } from './checksums.ts';

/** A separator that all groups share. */
const GAP = '[ \\u00a0\\u2009\\u202f.+-]|\\u2013';

const CARD_WORD =
  /card|visa|maestro|amex|diners|karte|carte|tarjeta|cartão|carta|credit|kredit|карт|卡|カード|카드|\bpan\b|\bcc(?:n|num)?\b|kort|kart|iin/i;
const DISTANCE = 40;

/** Whether the digits are a card's; lengths that other numbers have need a word for it nearby. */
function isCard(value: string, text: string, index: number): boolean {
  if (!isLuhn(value)) return false;
  const digits = value.replace(/\D/g, '');
  const issued = isIssued(digits);
  if (
    issued === 'surely' ||
    (issued === 'maybe' && digits.length > 12 && value.length > digits.length)
  )
    return true;
  const after = text.slice(index + value.length, index + value.length + DISTANCE);
  const before = sinceLastPlaceholder(text, index - DISTANCE, index);
  return CARD_WORD.test(before) || (issued === 'maybe' && CARD_WORD.test(after));
}

/** In execution order. */
export const CARD_RULES: readonly Rule[] = [
  {
    name: 'payment card of 17 to 19 digits in groups',
    digits: 12,
    pattern: new RegExp(
      `[2-9](?<=${BEGINNING_OF_NUMBER}[2-9])\\d{3}(${GAP})(?:\\d{4}\\1){3}\\d{1,3}${END_OF_NUMBER}`,
      'g',
    ),
    accepts: isCard,
    retries: true,
    placeholder: '[CARD]',
  },
  {
    name: 'payment card in groups',
    digits: 12,
    // Groups of four, and what is left; American Express uses 4-6-5, Diners Club 4-6-4, UATP 4-5-6.
    pattern: new RegExp(
      `[1-9](?<=${BEGINNING_OF_NUMBER}[1-9])\\d{3}(${GAP})(?:\\d{4}\\1\\d{4}(?:\\1\\d{1,4})?|\\d{6}\\1\\d{4,5}|\\d{5}\\1\\d{6})${END_OF_NUMBER}`,
      'g',
    ),
    accepts: isCard,
    retries: true,
    placeholder: '[CARD]',
  },
  {
    name: 'payment card',
    digits: 12,
    pattern: new RegExp(`[1-9](?<=${BEGINNING_OF_NUMBER}[1-9])\\d{11,18}${END_OF_NUMBER}`, 'g'),
    accepts: isCard,
    retries: true,
    placeholder: '[CARD]',
  },
];
