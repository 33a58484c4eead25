// The checksums that distinguish card and account numbers from others.

type Issuer = readonly [prefix: RegExp, lengths: readonly number[]];

/** First digits and lengths of the cards of existing issuers. */
const ISSUERS: readonly Issuer[] = [
  // Visa, Mastercard, American Express, Diners Club, JCB, Discover, UnionPay.
  [/^4/, [16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|09|[689])/, [14, 16, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^(?:2131|1800)/, [15]],
  [/^6(?:011|4[4-9]|5)/, [16, 17, 18, 19]],
  [/^(?:62|81)/, [16, 17, 18, 19]],
  // Mir, RuPay, Elo and Hipercard, Verve, Troy, Dankort, Humo and Uzcard, InterPayment, Maestro.
  [/^220[0-5]/, [16, 17, 18, 19]],
  [/^(?:508[5-9]|6069|607|608|82)/, [16]],
  [
    /^(?:401178|401179|438935|451416|457393|457631|457632|504175|506699|5067|509|627780|636297|636368|650|6516|6550|606282|3841|6370)/,
    [16],
  ],
  [/^(?:506[01]|507[89]|650002|65000[3-9])/, [16, 18, 19]],
  [/^9792/, [16]],
  [/^(?:5019|4571)/, [16]],
  [/^(?:9860|8600|5614|6054740|9704)/, [16, 19]],
  [/^636/, [16, 17, 18, 19]],
  [
    /^(?:50(?:18|20|38)|5893|6304|6390|67(?:0[69]|59|6[1-37]|71)|633[34]|56022|564182|633110)/,
    [16, 17, 18, 19],
  ],
];
/** Those of lengths, or with first digits, that other numbers have as well. */
const AMBIGUOUS: readonly Issuer[] = [
  [/^4/, [13]],
  [/^(?:5[06-9]|6)/, [12, 13, 14, 15, 16, 17, 18, 19]],
  [/^1/, [15]],
  [/^(?:2[01]|3)/, [14, 15]],
];

/** The digit sum of twice a digit. */
const DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
const ZERO = 48;
const NINE = 57;
const SMALL_A = 97;
const LETTER_CASE = 32;

/** Whether an issuer has cards with such digits. */
export function isIssued(digits: string): 'surely' | 'maybe' | 'no' {
  const fits = ([prefix, lengths]: Issuer): boolean =>
    lengths.includes(digits.length) && prefix.test(digits);
  if (ISSUERS.some(fits)) return 'surely';
  return AMBIGUOUS.some(fits) ? 'maybe' : 'no';
}

/** Whether the last digit is the check digit of the others (ISO 7812). */
export function isLuhn(value: string): boolean {
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
