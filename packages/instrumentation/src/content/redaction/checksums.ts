// The checksums that distinguish card and account numbers from others.

/** First digits and lengths of the cards of existing issuers. */
const ISSUERS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689])/, [14, 16, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 19]],
  [/^6(?:011|4[4-9]|5)/, [16, 19]],
  [/^62/, [16, 17, 18, 19]],
  [/^220[0-4]/, [16, 17, 18, 19]],
  [/^60(?:62|8)/, [16]],
  [/^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])/, [13, 14, 15, 16, 17, 18, 19]],
];

/** The digit sum of twice a digit. */
const DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
const ZERO = 48;
const NINE = 57;
const SMALL_A = 97;
const LETTER_CASE = 32;

/** Whether the digits form a payment card number: Luhn sum, issuer prefix, and length. */
export function isCard(value: string): boolean {
  if (!isLuhn(value)) return false;
  const digits = value.replace(/\D/g, '');
  return ISSUERS.some(
    ([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits),
  );
}

function isLuhn(value: string): boolean {
  let sum = 0;
  let isDoubled = false;
  for (let index = value.length - 1; index >= 0; index -= 1) {
    const digit = value.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) continue;
    sum += isDoubled ? DOUBLED[digit]! : digit;
    isDoubled = !isDoubled;
  }
  return sum % 10 === 0;
}

/** Whether a correctly shaped account number has valid check digits: 1 modulo 97 (ISO 13616). */
export function isIban(value: string): boolean {
  // The country and the check digits, four characters, go last.
  return modulo97(value, 0, 4, modulo97(value, 4, value.length, 0)) === 1;
}

/** The remainder after more characters; letters count from 10, any other character is skipped. */
function modulo97(value: string, start: number, end: number, before: number): number {
  let rest = before;
  for (let index = start; index < end; index += 1) {
    const code = value.charCodeAt(index);
    const letter = (code | LETTER_CASE) - SMALL_A;
    if (code >= ZERO && code <= NINE) rest = (rest * 10 + code - ZERO) % 97;
    else if (letter >= 0 && letter < 26) rest = (rest * 100 + letter + 10) % 97;
  }
  return rest;
}
