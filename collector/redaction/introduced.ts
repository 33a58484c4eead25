// Secrets that what stands before them gives away.

import { ASSIGNED, type Form, SPACE } from './form.ts';
import { NAMED } from './names.ts';

/** Between a name and its value, with the quotes and escapes of JSON and code. */
const IS = String.raw`(?:\\*["'])?\s*[:=]\s*(?:\\*["'])?`;
const KEY = String.raw`[A-Za-z_~+/.-]*[0-9][\w~+/=.-]{7,}`;
const PASSWORD = String.raw`(?:[A-Za-z]{4,}[0-9_!@#%^*+=~?/|-][^\s"'&,;<>(){}\\\[\]]*|[A-Za-z]*[0-9_!@#%^*+=~?/|-][^\s"'&,;<>(){}\\\[\]]{3,})`;
const CREDENTIALS = String.raw`(?:(?i:bearer|basic|token)\s+)?)(?:[A-Za-z_~+/.-]*[0-9=:][\w.~+/=*:-]{3,}|[\w.~+/=*:-]{20,})`;
const PARAMETER = String.raw`(?:[\w-]*[_-])?(?i:(?:api|access|auth)?key|[a-z]*token|sig|signature|[a-z]*secret|password|credential)=)[\w.~%+/:@!*-]+=*`;

/** By the name of the package's rule. */
export const INTRODUCED_FORMS: Readonly<Record<string, readonly Form[]>> = {
  'password in a URL': [
    {
      // A list is read as JSON, where `&` is an escape.
      pattern: String.raw`(://(?:[^\s/?#"'<>@:\[\\]|\\u0026)*:)(?:[^\s/?#"'<>\[\\${'$'}{}]|\\u0026)+@`,
      replacement: '$1[SECRET:url_password]@',
      sign: String.raw`://(?:[^\s/?#"'<>@:\[\\]|\\u0026)*:[^\s/@]+@`,
      gate: ASSIGNED,
    },
  ],
  'parameter of a URL': [String.raw`\?`, '&', '#', String.raw`\\u0026`].map((sign) => ({
    pattern: `(${sign}${PARAMETER}`,
    replacement: '$1[SECRET:url_parameter]',
    gate: ASSIGNED,
  })),
  'authorization header': ['uthorization', 'UTHORIZATION'].map((word) => ({
    pattern: `(${word}${IS}${CREDENTIALS}`,
    replacement: '$1[SECRET:authorization]',
    look: NAMED,
  })),
  'credentials after their scheme': ['earer', 'asic'].map((word) => ({
    pattern: String.raw`(${word}\s+)(?:[A-Za-z_~+/.-]{2,}[0-9=][\w.~+/=*-]{5,}|[\w~+/=*]{20,})`,
    replacement: '$1[SECRET:authorization]',
    sign: String.raw`${word}${SPACE}+[\w~+/=*.-]{8}`,
  })),
  'api_key after its name': [
    named('pi[ _-]?[kK]ey'),
    named('PI[ -][kK]ey'),
    named('ccess[ _-]?[kK]ey'),
    named('ccountKey'),
    named('ubscription[ _-]?[kK]ey'),
    named('_KEY'),
  ],
  'token after its name': [
    named('ccess[ _-]?[tT]oken'),
    named('efresh[ _-]?[tT]oken'),
    named('uth[ _-]?[tT]oken'),
    named('_TOKEN'),
  ],
  'secret after its name': [named('ecret(?:[ _-]?(?:[aA]ccess)?[ _-]?[kK]ey)?'), named('_SECRET')],
  'password after its name': ['ass(?:word|wd|phrase|wort)', 'ASS(?:WORD|WD|PHRASE)', 'pwd'].map(
    (word) => ({
      pattern: `(${word}${IS})${PASSWORD}`,
      replacement: '$1[SECRET:password]',
      look: NAMED,
    }),
  ),
};

function named(word: string): Form {
  return { pattern: `(${word}${IS})${KEY}`, replacement: '$1[SECRET:api_key]', look: NAMED };
}
