// Secrets identified only by the word before them: `password=…`, `"api_key": "…"`, `--token …`.

import { LETTERS } from '../letters.ts';
import type { Rule } from '../rule.ts';
import { HINTS, TAIL, WORDS } from './names.ts';
import { Head } from './head.ts';
import { isMadeUp, isPath, isRandom, isStandIn, isStrong, isTypeName } from './stand-ins.ts';
import { endOfBare, endOfElement, endOfQuoted } from './values.ts';

type Names = keyof typeof WORDS;

/** The word is not part of a placeholder. */
const NO_PLACEHOLDER = String.raw`(?<!\[SECRET(?::\w{0,30})?)`;
/** What ends a name: quotes and brackets. */
const CLOSED = String.raw`[)\]"'\\${'`'}*]{0,6}`;
const SIGN = String.raw`\s{0,8}(?:=>|->|:=|={1,3}|::?|[：＝→⇒—–]|&gt;)\s{0,8}`;
/** `const password: string = …`, `password: str = …` */
const TYPED = String.raw`\s?:\s?[\w&<>?*.[\] ]{1,24}\s?=\s?`;
/** `<password>`, `| password |`, `name="password" value="…"`, `- name: PASSWORD\n  value: …` */
const CELL = String.raw`[^<>\n]{0,40}>\s{0,3}|\s{0,20}\|\s{0,20}`;
const PAIR = String.raw`\s{0,20}[,;]?\s{0,20}["'\\]{0,4}(?:value|val|content|default)["'\\]{0,4}\s{0,3}[=:]\s{0,3}|<\/key>\s{0,20}<string>|(?<=")\s{0,3}\{\s{0,20}default\s{0,3}=\s{0,3}|(?<=["'])\s{0,3},\s{0,3}(?=["'])`;
const COPULA = String.raw`\s{1,3}(?:(?:is|was|are|ist|war|lautet|est|es|era|é|è|eh|jest|это|is set to|set to|equals|to)\s{1,3}:?\s{0,2}|(?=["'${'`'}“‘«„]))|(?:是|为|為|は|が|은|는|:|：)\s{0,3}`;
const CALL = String.raw`\s{0,3}(?:[:=]\s{0,3})?[([]{1,2}\s{0,8}(?=\\{0,3}["'${'`'}])`;
const OPENED = String.raw`(?:(?![\w.]{0,24}(?:get|env|input|prompt|read|ask|load|find))[\w.[\]]{1,24}\((?=["']))?[*[(@]{0,3}(?:(?<==)\{(?!\{))?(?:\b[bruf]{1,2}(?=["']))?(?:\\{0,3}["'${'`'}“„‘«»「『])?`;
/** Words between the name and the sign: `the API key for staging is …` */
const BETWEEN = String.raw`(?:\s[${LETTERS}]{1,14}(?=[\s=:—–])){0,5}(?:\s(?:to|is|was|from|ist|lautet|est|es|é)\s|\s?[:=—–]\s{0,2}|\s{1,8})["'${'`'}“„«]?\s?`;

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
      `(?:${WORDS[names]})${NO_PLACEHOLDER}${TAIL}${CLOSED}(?:${TYPED}|${SIGN}|${PAIR}|${CELL}|${CALL}|${COPULA})${OPENED}`,
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

/** Without the punctuation of the sentence. */
function isStrongWord(value: string): boolean {
  return isStrong(value.replace(/[.,;:!?"'`)\]]+$/, ''));
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
  {
    name: 'strong text in a sentence about a password',
    words: [
      'password',
      'passwort',
      'passphrase',
      'requirepass',
      'masterauth',
      'парол',
      'mot de passe',
      'contrase',
      'kennwort',
      'senha',
      'palavra-passe',
      'wifi',
      'wi-fi',
    ],
    pattern: new RegExp(
      `(?<keep>(?<!\\[SECRET:)(?:password|passwort|passphrase|requirepass|masterauth|mot de passe|contraseña|kennwort|senha|palavra-passe|парол[ья]|wi-?fi key)${BETWEEN})[^\\s"'\`\\\\<>[\\]]{6,128}`,
      'gi',
    ),
    accepts: isStrongWord,
    placeholder: '[SECRET:password]',
  },
  {
    name: 'password before the word for it',
    words: [' as the ', ' as my ', ' as your ', ' is the ', ' is my ', ' is your '],
    pattern:
      /(?=\s(?:as|is)\s(?:the|my|your|our)\s(?:[\w-]{1,16}\s){0,3}(?:password|passphrase|passcode)\b)(?<=(?:^|\s)["'`]?(?<before>[^\s"'`\\<>[\]]{6,64}))/gi,
    accepts: isStrongWord,
    placeholder: '[SECRET:password]',
  },
  {
    name: 'random text in a sentence about a secret',
    words: ['key', 'token', 'secret', 'clave', 'clé api', 'ключ'],
    pattern: new RegExp(
      `(?<keep>(?:(?:api|access|secret|private|signing|encryption)[ _-]?key|(?<!\\[\\w{0,40})(?:token|secret)|clé api|clave de api|api-ключ)${BETWEEN})[\\w.~+/=-]{16,512}`,
      'gi',
    ),
    accepts: isRandom,
    placeholder: '[SECRET:secret]',
  },
  {
    name: 'words that restore a wallet',
    words: ['mnemonic', 'seed phrase', 'recovery phrase', 'seed words'],
    pattern:
      /(?<keep>(?:mnemonic|(?:seed|recovery|backup) (?:phrase|words))["'\\]{0,3}(?:\s(?:is|was))?\s{0,3}[:=]?\s{0,3}["'\\]{0,3})[a-z]{3,9}(?: [a-z]{3,9}){11,23}/gi,
    placeholder: '[SECRET:seed_phrase]',
  },
];
