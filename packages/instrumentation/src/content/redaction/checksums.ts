// The arithmetic that tells a number of a card or an account from any other.

/** First digits and lengths of the cards of the issuers that exist. */
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

/** Whether the digits are those of a payment card: the issuer's prefix, its length, and Luhn's sum. */
export function isCard(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  return (
    ISSUERS.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits)) &&
    isLuhn(digits)
  );
}

function isLuhn(digits: string): boolean {
  let sum = 0;
  for (
    let index = digits.length - 1, isDoubled = false;
    index >= 0;
    index -= 1, isDoubled = !isDoubled
  ) {
    const digit = digits.charCodeAt(index) - 48;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += isDoubled ? doubled : digit;
  }
  return sum % 10 === 0;
}

/** Whether an account number of the right shape has the right check digits: 1 modulo 97 (ISO 13616). */
export function isIban(value: string): boolean {
  const characters = value.replace(/[^A-Za-z\d]/g, '');
  let rest = 0;
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
    const number = Number.parseInt(character, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}
