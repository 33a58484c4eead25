// Secrets with a structure: private keys, JSON Web Tokens, and secrets in headers and URLs.

import { prefixed } from './boundary.ts';
import type { Rule } from './rule.ts';
import { isStandIn, isWords } from './stand-ins.ts';

const SCHEME = '(?:bearer|basic|token|apikey|digest|negotiate)';

/** Whether three parts form a token: the first is JSON with the signing or encryption method. */
function isWebToken(value: string): boolean {
  const header = Buffer.from(value.slice(0, value.indexOf('.')), 'base64url').toString('latin1');
  return header.startsWith('{') && header.includes('"');
}

/** Whether it looks random: prose such as `basic understanding` does not. */
function isRandom(value: string): boolean {
  if (isStandIn(value) || isWords(value)) return false;
  return (
    /\d|[=~+/]|\*{3}/.test(value) ||
    (value.length >= 16 && /[a-z][A-Z]/.test(value)) ||
    value.length >= 24
  );
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
    hints: ['://'],
    pattern: /(?<keep>:\/\/[^\s/?#"'<>@:[]{0,128}:)[^\s/?#"'<>[]{1,256}(?=@)/g,
    accepts: (value) => !isStandIn(value),
    placeholder: '[SECRET:url_password]',
  },
  {
    name: 'parameter of a URL',
    pattern:
      /(?<keep>(?:[?&#]|&amp;|%26|%3F)[\w-]{0,40}(?:(?<!mon|don|tur|hoc|joc|whis)key|token|sig|signature|secret|password|passwd|pwd|credential|jwt)(?:=|%3D))[\w.~%+/=:@!$*-]{0,9999}[\w~%+/=*-]/gi,
    placeholder: '[SECRET:url_parameter]',
  },
  {
    name: 'credentials after their scheme',
    pattern: /(?<keep>\b(?:bearer|basic)\s{1,4})[\w.~+/*=-]{8,9999}/gi,
    accepts: isRandom,
    placeholder: '[SECRET:authorization]',
  },
  {
    name: 'authorization header',
    pattern: new RegExp(
      String.raw`(?<keep>authorization["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'\\]{0,3}(?:${SCHEME}\s{1,4})?)(?!${SCHEME}\s)[\w.~+/*=:-]{8,9999}`,
      'gi',
    ),
    accepts: isRandom,
    placeholder: '[SECRET:authorization]',
  },
];
