// What the name of a field says about its value.

import { redactText } from './redact-text.ts';

/** What the names of secrets consist of, each as alternatives of a pattern: the collector's redaction has them, too. */
export const SECRET_NAMES = {
  words:
    'pass|password|passwd|passwort|passphrase|passcode|pwd|pw|psw|psk|pin|cvv2?|cvc2?|csc|otp|secret|token|jwt|bearer|authorization|credentials?|cookie|kennwort|contraseña|senha|密码|パスワード',
  /** Before `key`, in one word. */
  joined: 'api|access|private',
  /** Before `key`, as a word of its own. */
  keys: 'api|app|access|auth|account|admin|bot|client|consumer|crypto|deploy|encrypt|encryption|decryption|hmac|jwt|license|master|private|root|secret|server|service|session|shared|signing|ssh|storage|subscription|webhook|write',
  endings:
    'keys?|base|value|hash|string|text|secret|prod|production|staging|dev|test|live|primary|secondary|new|old|current|confirm|confirmation|\\d{1,3}',
} as const;
const SECRET_NAME = new RegExp(
  `(?:^|[_.\\s-])(?:${SECRET_NAMES.words}|(?:${SECRET_NAMES.joined})key|(?:${SECRET_NAMES.keys})[_.\\s-]key)s?` +
    `(?:[_.\\s-](?:${SECRET_NAMES.endings}))*$`,
  'i',
);
/** Names whose numbers count something, unless they are long. */
const COUNTED = /token|key|bearer|cookie|authorization/i;
/** Names that say what a value is, but not surely: their values are still looked at. */
const TELLING_NAME =
  /tokens$|phone|tel(?:efon|ephone)?|mobile|cell|handy|fax|sms|whatsapp|ssn|social|card|\bpan\b|\bcc|karte|carte|tarjeta|iban|account|konto|e-?mail/i;
/** Word boundaries in names such as `apiKey` and `APIKey`. */
const CAMEL_CASE = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g;
/** Of a name that tells something. */
export const MAX_NAME = 64;

/** Whether a value named `name` is always a secret. */
export function isSecretName(name: string): boolean {
  if (name.length > MAX_NAME || /tokens$/i.test(name)) return false;
  return SECRET_NAME.test(name.replaceAll(CAMEL_CASE, '_'));
}

/** Whether a number named `name`, which is the name of a secret, is one. */
export function isSecretNumber(name: string, value: number): boolean {
  return !COUNTED.test(name) || String(value).length > 5;
}

/** Whether the name helps to recognise a value. */
export function isTellingName(name: string): boolean {
  return name.length <= MAX_NAME && TELLING_NAME.test(name);
}

/** `text`, the value of the field `name`, redacted as it would be in JSON. */
export function redactField(
  name: string,
  text: string,
  rules: { readonly personalData: boolean },
): string {
  const head = `"${name}":"`;
  const redacted = redactText(`${head}${text}"`, rules);
  return redacted.startsWith(head) && redacted.endsWith('"')
    ? redacted.slice(head.length, -1)
    : redactText(text, rules);
}
