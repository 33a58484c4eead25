// Personal data with a structure.

import { IBAN_SHAPES } from '../../packages/instrumentation/dist/content/redaction/personal/iban-shapes.js';
import { ASSIGNED, BEFORE, type Form, type Gate, type Look } from './form.ts';

/** Latin, Greek and Cyrillic; where no spaces part words, others would take the words beside an address. */
const LETTERS = 'A-Za-zÀ-ɏͰ-ӿ';
const DOMAIN = String.raw`(?:[${LETTERS}][${LETTERS}0-9-]*\.(?:[${LETTERS}0-9-]+\.)*[${LETTERS}]{2,24}|1(?:26|39|63|88)\.(?:com|net))`;
/** Visa, Mastercard, Discover and UnionPay, JCB; American Express; Diners Club. */
const CARDS = [
  '4[0-9]{3}(?:[ -]?[0-9]{4}){3}',
  '5[1-5][0-9]{2}(?:[ -]?[0-9]{4}){3}',
  '2[2-7][0-9]{2}(?:[ -]?[0-9]{4}){3}',
  '6(?:011|2[0-9]{2}|4[4-9][0-9]|5[0-9]{2})(?:[ -]?[0-9]{4}){3}',
  '3(?:5[2-8][0-9](?:[ -]?[0-9]{4}){3}|[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}|(?:0[0-5]|[68][0-9])[0-9][ -]?[0-9]{6}[ -]?[0-9]{4})',
];
/** As many digits, capital letters, spaces and dashes as the shortest of them has from its first two digits on. */
const DIGITS: Gate = {
  name: 'digits',
  patterns: [...'0123456789'].map((digit) => `${digit}[0-9][0-9A-Z -]{9}`),
};
const CARD: Look = { name: 'card', patterns: CARDS, gate: DIGITS };
const IBAN: Look = {
  name: 'iban',
  patterns: countries().map((country) => `${country}[0-9]{2}(?: ?[A-Z0-9]{4}){2}`),
  gate: DIGITS,
};
const MAIL: Look = { name: 'mail', patterns: [`@${DOMAIN}`] };
const MAIL_IN_URL: Look = { name: 'url_mail', patterns: [`%40${DOMAIN}`], gate: ASSIGNED };
/** What stands before it may be an escape of JSON. */
const MAILBOX = String.raw`((?:\\(?:[nrtbf]|u[0-9a-fA-F]{4}))?)[${LETTERS}0-9._%+-]+`;
const SSN: Look = { name: 'ssn', patterns: ['-[0-9]{2}-[0-9]{4}'], gate: DIGITS };

/** By the name of the package's rule. */
export const PERSONAL_FORMS: Readonly<Record<string, readonly Form[]>> = {
  'e-mail address': [
    { pattern: `${MAILBOX}@${DOMAIN}`, replacement: '$1[EMAIL]', look: MAIL },
    { pattern: `${MAILBOX}%40${DOMAIN}`, replacement: '$1[EMAIL]', look: MAIL_IN_URL },
  ],
  IBAN: [
    {
      pattern: String.raw`${BEFORE}(?:${countries().join('|')})[0-9]{2}(?: ?[A-Z0-9]{4}){2,7} ?[A-Z0-9]{1,4}\b`,
      replacement: '$1[IBAN]',
      look: IBAN,
    },
  ],
  'payment card': [
    {
      pattern: String.raw`${BEFORE}(?:${CARDS.join('|')})\b`,
      replacement: '$1[CARD]',
      look: CARD,
    },
  ],
  'social security number': [
    {
      pattern: String.raw`${BEFORE}(?:00[1-9]|0[1-9][0-9]|[1-57-8][0-9]{2}|6(?:[0-57-9][0-9]|6[0-57-9]))-(?:0[1-9]|[1-9][0-9])-(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})\b`,
      replacement: '$1[SSN]',
      look: SSN,
    },
  ],
};

/** Codes of countries by their first letter: `A[DELTZ]`. */
function countries(): string[] {
  const codes = IBAN_SHAPES.map(([country]) => country);
  return [...new Set(codes.map((code) => code[0]!))].map((first) => {
    const seconds = codes.filter((code) => code.startsWith(first)).map((code) => code[1]!);
    return seconds.length === 1 ? first + seconds[0]! : `${first}[${seconds.join('')}]`;
  });
}
