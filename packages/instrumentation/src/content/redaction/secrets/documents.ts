// Secrets with a structure: private keys, JSON Web Tokens, hashes of passwords, and secrets in URLs.

import { prefixed } from '../boundary.ts';
import type { Rule } from '../rule.ts';
import { isMadeUp, isStandIn } from './stand-ins.ts';

/** Whether three parts form a token: the first is JSON with the signing or encryption method. */
function isWebToken(value: string): boolean {
  const header = Buffer.from(value.slice(0, value.indexOf('.')), 'base64url').toString('latin1');
  return header.startsWith('{') && header.includes('"');
}

/** Parameters that are always secret; the others only with a value that is no word. */
const SURE = /(?:sig|signature|secret|password|passwd|pwd|credential|jwt)(?:=|%3D)$/i;
/** An ordinary word, as in `?key=home` or `#token=overview`. */
const ORDINARY = /^(?:[a-z]{4,}(?:[-_+.](?:[a-z]+|\d{1,3}))*|\d{1,5}|[A-Z][a-z]{2,})$/;

/** Whether the parameter that ends at `index` has a secret value. */
function isSecretParameter(value: string, text: string, index: number): boolean {
  return SURE.test(text.slice(Math.max(0, index - 16), index)) || !ORDINARY.test(value);
}

/** In execution order. */
export const DOCUMENT_RULES: readonly Rule[] = [
  {
    name: 'private key in PEM, also cut off before its end',
    hints: ['PRIVATE KEY'],
    // A body ends at the next five dashes, so that no character is read twice.
    pattern: new RegExp(
      String.raw`-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----` +
        String.raw`(?:[^-]{0,9999}(?:-(?!----)[^-]{0,9999}){0,99}-----END[A-Z0-9 ]{0,50}-----` +
        String.raw`|(?:(?:\s|\\{1,8}[nrt]){0,8}[A-Za-z0-9+/=]{20,9999}){0,400}(?:(?:\s|\\{1,8}[nrt]){0,8}[A-Za-z0-9+/=]{1,20}(?=\s{0,9}["'.…]{0,9}\s{0,9}$))?)`,
      'g',
    ),
    placeholder: '[SECRET:private_key]',
  },
  {
    name: 'JSON Web Token',
    hints: ['eyJ'],
    // None of its alphabet may precede, else every `-eyJ` in a run of it would be scanned to the end.
    pattern: prefixed(
      'eyJ',
      String.raw`[\w-]{8,9999}\.[\w-]{8,9999}\.[\w-]{0,9999}(?:\.[\w-]{1,9999}){0,2}`,
      String.raw`\w-`,
    ),
    accepts: isWebToken,
    placeholder: '[SECRET:jwt]',
  },
  {
    name: 'Slack webhook',
    hints: ['hooks.slack.com'],
    pattern: /(?<keep>hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/]{12,9999}/g,
    placeholder: '[SECRET:slack_webhook]',
  },
  {
    name: 'Discord webhook',
    hints: ['/api/webhooks/'],
    pattern: /(?<keep>\/api\/webhooks\/)\d{15,20}\/[\w-]{20,9999}/g,
    placeholder: '[SECRET:discord_webhook]',
  },
  {
    name: 'password in a URL',
    hints: ['://', '%3A%2F%2F', '%3a%2f%2f'],
    // To the last `@` before a host; a port is no password.
    pattern:
      /(?<keep>(?::\/\/|%3A%2F%2F)(?:[^\s/?#"'<>@:[]|%3A){0,128}(?::|%3A))(?!\d{1,5}[/?#])[^\s"'<>[]{1,256}(?=(?:@|%40)[\w.[\]-]{1,255}(?:[:/?#\s"'`,;)\\]|%[23]|$))/gi,
    accepts: (value) => !isStandIn(value),
    placeholder: '[SECRET:url_password]',
  },
  {
    name: 'token in place of a user in a URL',
    hints: ['://'],
    pattern: /(?<keep>:\/\/)[\w.~%-]{20,512}(?=@[\w.-]{1,255})/g,
    accepts: isMadeUp,
    placeholder: '[SECRET:url_password]',
  },
  {
    name: 'hash of a password',
    hints: [
      '$2a$',
      '$2b$',
      '$2x$',
      '$2y$',
      '$apr1$',
      '$1$',
      '$5$',
      '$6$',
      '$y$',
      '$argon2',
      '$pbkdf2',
      '$scrypt$',
      '{SHA}',
      '{SSHA}',
    ],
    pattern:
      /(?:\$(?:2[abxy]?|apr1|[156y]|argon2i?d?|pbkdf2[\w-]{0,12}|scrypt)\$[\w./$,=+-]{20,400}|\{S?SHA\}[A-Za-z0-9+/]{20,99}={0,2})/g,
    placeholder: '[SECRET:password_hash]',
  },
  {
    name: 'private part of a key of PuTTY',
    hints: ['Private-Lines:'],
    pattern:
      /(?<keep>Private-Lines: \d{1,4}(?:\r?\n|\\n))(?:[A-Za-z0-9+/=]{1,99}(?:\r?\n|\\n|$)){1,400}(?:Private-MAC: ?[0-9a-f]{20,99})?/g,
    placeholder: '[SECRET:private_key]',
  },
  {
    name: 'parameter of a URL',
    words: ['key', 'token', 'sig', 'secret', 'passw', 'pwd', 'credential', 'jwt'],
    pattern:
      /(?<keep>(?:[?&#]|&amp;|%26|%3F)[\w-]{0,40}(?:(?<!mon|don|tur|hoc|joc|whis)key|token|sig|signature|secret|password|passwd|pwd|credential|jwt)(?:=|%3D))[\w.~%+/=:@!$*-]{0,9999}[\w~%+/=*-]/gi,
    accepts: isSecretParameter,
    placeholder: '[SECRET:url_parameter]',
  },
];
