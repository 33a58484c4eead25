// Secrets in headers of HTTP: credentials and cookies.

import type { Rule } from '../rule.ts';
import { isRandom, isStandIn, isWords } from './stand-ins.ts';

const OPENED = String.raw`["'\\\]]{0,6}\s{0,3}(?:=>|[:=,])\s{0,3}(?:\[\s{0,3})?`;

/** Whether it looks random: prose such as `basic understanding` does not. */
function isCredential(value: string): boolean {
  if (isStandIn(value) || isWords(value)) return false;
  return (
    /\d|[=~+/]|\*{3}/.test(value) ||
    (value.length >= 16 && /[a-z][A-Z]/.test(value)) ||
    value.length >= 24
  );
}

/** `name=value; …` */
const COOKIES = /(?:[\w.$-]{1,64}=(?:"[^"\r\n]{0,4096}"|[^;,\s"'\\]{0,4096})(?:;\s?|$)?)+/y;

/** In execution order. */
export const HEADER_RULES: readonly Rule[] = [
  {
    name: 'credentials after their scheme',
    words: ['bearer', 'basic'],
    pattern: /(?<keep>\b(?:bearer|basic)(?:\s|\\[nrt]|%20){1,4})[\w.~+/*=-]{8,9999}/gi,
    accepts: isCredential,
    placeholder: '[SECRET:authorization]',
  },
  {
    name: 'credentials after a rare scheme',
    words: [
      'ssws ',
      'token ',
      'geniekey ',
      'bot ',
      'apikey ',
      'api-token ',
      'splunk ',
      'oauth ',
      'auth-key ',
    ],
    pattern:
      /(?<keep>(?:SSWS|token|GenieKey|Bot|ApiKey|Splunk|OAuth|Auth-Key)\s{1,3}(?:token=)?["']?)[\w.~+/=:-]{20,9999}/gi,
    accepts: isRandom,
    placeholder: '[SECRET:authorization]',
  },
  {
    name: 'authorization header',
    words: ['authorization'],
    pattern: new RegExp(
      String.raw`authorization${OPENED}(?:\\{0,3}["'])?(?:(?!\[)[A-Za-z][\w-]{1,24}\s{1,4}(?!\[))?`,
      'gi',
    ),
    ends: (text, index) => {
      const token = /^[\w.~+/*=:-]{1,9999}/.exec(text.slice(index, index + 9999))?.[0] ?? '';
      const rest = text.charAt(index + token.length);
      const hasMore = rest === ',' || (rest === '"' && token.endsWith('='));
      return hasMore ? endOfParameters(text, index) : index + token.length;
    },
    accepts: (value) => value.length >= 8 && isCredential(value),
    placeholder: '[SECRET:authorization]',
  },
  {
    name: 'cookies of a request',
    words: ['cookie'],
    pattern: new RegExp(String.raw`\b(?:set-)?cookie2?s?${OPENED}(?:\\{0,3}(?=["']))?`, 'gi'),
    ends: (text, index) => {
      COOKIES.lastIndex = /["']/.test(text.charAt(index)) ? index + 1 : index;
      return COOKIES.test(text) ? COOKIES.lastIndex : undefined;
    },
    accepts: (value) => /=[^;]{8,}/.test(value) && /\d/.test(value),
    placeholder: '[SECRET:cookie]',
  },
  {
    name: 'session cookie',
    words: ['sessid=', 'sessionid=', 'connect.sid=', 'session='],
    pattern:
      /(?<keep>(?:SESSID|SESSIONID|ASP\.NET_SessionId|connect\.sid|session)=)[\w.~%+/:-]{16,4096}/gi,
    accepts: isRandom,
    placeholder: '[SECRET:cookie]',
  },
];

/** Where a list of parameters such as `username="a", response="b"` ends. */
function endOfParameters(text: string, index: number): number {
  const line = text.slice(index, index + 4096);
  return (
    index +
    (/^[\w.~+/*=:-]+(?:(?:=?"[^"\r\n]*")?,\s{0,3}[\w-]+=(?:"[^"\r\n]*"|[^\s,"']*))*(?:"[^"\r\n]*")?/.exec(
      line,
    )?.[0].length ?? 0)
  );
}
