// Codes of a few digits: of cards, devices and logins.

import { LETTERS } from '../letters.ts';
import type { Rule } from '../rule.ts';

/** Words for codes of a few digits. */
const CODES =
  '(?<![A-Za-z])(?:pin(?: ?(?:code|number|nr))?|cvv2?|cvc2?|csc|cid|otp|passcode|one[- ]time[ -](?:code|password|pin|passcode)|(?:verification|security|2fa|mfa|sms|auth(?:entication)?|login|backup|card)[ _-]?code|m?tan)' +
  '|best[äa]tigungscode|c[óo]digo de (?:verificaci[óo]n|seguridad|verifica[çc][ãa]o)|code de (?:v[ée]rification|s[ée]curit[ée])|код подтверждения|验证码|驗證碼|認証コード|確認コード|인증번호';

const CODE_HINTS = [
  'pin',
  'cvv',
  'cvc',
  'csc',
  'cid',
  'otp',
  'passcode',
  'one-time',
  'one time',
  ' code',
  '_code',
  '-code',
  ' tan',
  'mtan',
  'tigungscode',
  'digo de',
  'code de',
  'код подт',
  '验证码',
  '驗證碼',
  '認証コード',
  '確認コード',
  '인증번호',
];

/** In execution order. */
export const CODE_RULES: readonly Rule[] = [
  {
    name: 'code of a card, a device or a login',
    words: CODE_HINTS,
    // The digits, which are rarer than the words, come first; then the cheap checks.
    pattern: new RegExp(
      String.raw`\d(?<=[\s:="'*${'`'}：是は]\d)(?=\d{2,7}(?![\w.,]\d|\w))(?<=(?:${CODES})["'\\*${'`'})\]]{0,4}(?:\s{0,3}[:=：]\s{0,3}|\s{1,3}(?:[${LETTERS}]{2,12}\s){0,4}(?:is|was|ist|lautet|est|es|é|on the back is)?\s{0,2}|是|は)["'${'`'}*]{0,3}\d)\d{2,7}`,
      'gi',
    ),
    accepts: (value, text, index) =>
      value.length > 3 || /c[vs][vc]|security/i.test(text.slice(Math.max(0, index - 32), index)),
    placeholder: '[SECRET:code]',
  },
  {
    name: 'code before the words for it',
    words: ['is your', 'as your'],
    pattern: /(?:[A-Z]-)?\d{4,8}(?= (?:is|as) your [\w -]{0,40}(?:code|pin|passcode|otp))/gi,
    placeholder: '[SECRET:code]',
  },
];
