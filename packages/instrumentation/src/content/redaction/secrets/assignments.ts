// Secrets identified only by the word before them: `password=…`, `"api_key": "…"`, `--token …`.

import type { Rule } from '../rule.ts';
import { HINTS, TAIL, WORDS } from './names.ts';
import { Head } from './head.ts';
import { ASSIGNED, CLOSED, OPENED } from './signs.ts';
import { isMadeUp, isPath, isRandom, isStandIn, isStrong, isTypeName } from './stand-ins.ts';
import { endOfBare, endOfElement, endOfQuoted } from './values.ts';

type Names = keyof typeof WORDS;

/** The word is not part of a placeholder. */
const NO_PLACEHOLDER = String.raw`(?<!\[SECRET(?::\w{0,30})?)`;
const PROSE =
  /\b(?:must|should|shall|required|least|characters?|your|enter|incorrect|please|field|cannot|choose|reset|forgot|change|confirm|new|the|of|for)\b/i;

function assigned(
  names: Names,
  kind: string,
  accepts: (value: string, head: Head) => boolean,
): Rule {
  return {
    name: `${kind} after its name`,
    words: HINTS[names],
    pattern: new RegExp(
      `(?:${WORDS[names]})${NO_PLACEHOLDER}${TAIL}${CLOSED}${ASSIGNED}${OPENED}`,
      'gi',
    ),
    ends: (text, index, [sign]) => endOf(text, index, new Head(sign, text, index)),
    accepts: (value, text, index, [sign]) => accepts(value, new Head(sign, text, index)),
    placeholder: `[SECRET:${kind}]`,
  };
}

function endOf(text: string, index: number, head: Head): number | undefined {
  if (head.isQuoted) return endOfQuoted(text, index);
  if (head.isElement) return endOfElement(text, index);
  return endOfBare(text, index, head.isParameter);
}

function isPassword(value: string, head: Head): boolean {
  if (value.length < 3 || isStandIn(value) || /\[(?:SECRET:|REDACTED\])/.test(value)) return false;
  if (head.isLoose) return isStrong(value);
  if (/\s/.test(value)) return (head.isQuoted || head.isElement) && !PROSE.test(value);
  if (head.isQuoted) return value.length > 3 && !/^(?:[${<[]|%[A-Z(]|%s$)/.test(value);
  if (value.length < 4 || isPath(value)) return false;
  if ((head.isVariable || head.isElement) && /^[A-Za-z]{6,64}$/.test(value)) return true;
  // Unquoted, a name in code looks the same: `password=user_password`.
  return /[^\p{L}_.:/-]/u.test(value) && !/^[\w.]+[([|]/.test(value) && !/^\d{1,2}$/.test(value);
}

function isToken(value: string, head: Head): boolean {
  if (value.length < 8 || /^[A-Za-z_$][\w$.]*\(/.test(value)) return false;
  if (/\s|\[(?:SECRET:|REDACTED\])|^[[{(<$%]/.test(value)) return false;
  if (head.isLoose) return isRandom(value);
  if (!isMadeUp(value)) return false;
  return (
    head.isQuoted || head.isElement || (/\d/.test(value) && !isTypeName(value) && !isPath(value))
  );
}

/** In execution order. */
export const ASSIGNMENT_RULES: readonly Rule[] = [
  {
    name: 'AWS secret access key',
    words: ['secret'],
    pattern:
      /(?<keep>secret[ _-]?(?:access[ _-]?)?key["'\\\]>]{0,4}(?:\s?\[[\w *]{0,20}\])?\s{0,3}(?:=>|->|is|[:=,|])?\s{0,3}[\\"'`]{0,3})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
    placeholder: '[SECRET:aws_secret_key]',
  },
  {
    name: 'key of an Azure storage account, a service bus or a message hub',
    hints: ['AccountKey=', 'SharedAccessKey='],
    pattern: /(?<keep>(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/]{40,9999}={0,2}/g,
    placeholder: '[SECRET:azure_key]',
  },
  {
    name: 'key of an Azure resource',
    words: ['key'],
    pattern:
      /(?<keep>(?:azure[\w .-]{0,30}key|(?<![\w-])api-key|subscription-key)["'\\\]]{0,4}\s{0,3}[:=]\s{0,3}[\\"'`]{0,3})(?:[0-9a-f]{32}|[A-Za-z0-9]{84})(?![A-Za-z0-9])/gi,
    placeholder: '[SECRET:azure_key]',
  },
  assigned('password', 'password', isPassword),
  assigned('foreignPassword', 'password', isPassword),
  assigned('api_key', 'api_key', isToken),
  assigned('token', 'token', isToken),
  assigned('secret', 'secret', isToken),
  assigned('foreignKey', 'api_key', isToken),
  assigned('otherToken', 'token', isToken),
  assigned('otherSecret', 'secret', isToken),
];
