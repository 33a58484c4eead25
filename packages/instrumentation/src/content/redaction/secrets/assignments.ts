// Secrets identified only by the word before them: `password=…`, `"api_key": "…"`, `--token …`.

import type { Rule } from '../rule.ts';
import { HINTS, TAIL, WORDS } from './names.ts';
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
const PAIR = String.raw`\s{0,20}[,;]?\s{0,20}["'\\]{0,4}(?:value|val|content|default)["'\\]{0,4}\s{0,3}[=:]\s{0,3}|(?<=["'])\s{0,3},\s{0,3}(?=["'])`;
const COPULA = String.raw`\s{1,3}(?:(?:is|was|are|ist|war|lautet|est|es|era|é|è|eh|jest|это|is set to|set to|equals|to)\s{1,3}:?\s{0,2}|(?=["'${'`'}“‘«„]))|(?:是|为|為|は|が|은|는|:|：)\s{0,3}`;
const CALL = String.raw`\s{0,3}(?:[:=]\s{0,3})?[([]{1,2}\s{0,8}(?=\\{0,3}["'${'`'}])`;
const OPENED = String.raw`[*[(@]{0,3}(?:\b[bruf]{1,2}(?=["']))?(?:\\{0,3}["'${'`'}“„‘«»「『])?`;
/** Words between the name and the sign: `the API key for staging is …` */
const BETWEEN = String.raw`(?:\s[a-zа-я]{2,12}){0,5}(?:\s(?:to|is|was|from|ist|est|es|é)\s|\s?[:=—–]\s{0,2}|\s)["'${'`'}“„«]?\s?`;

/** Whether the name before a value is one of an environment, in capitals. */
const VARIABLE = /(?:^|[^A-Za-z])[A-Z][A-Z\d_]{2,64}=$/;
/** A parameter of a URL or a form. */
const PARAMETER = /[?&][\w.[\]-]{0,64}=$/;
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
    ends: (text, index, match) => {
      const head = headOf(text, index, match);
      const end = endOf(text, index, head);
      if (end === undefined) return undefined;
      return accepts(text.slice(index, end), head) ? end : undefined;
    },
    placeholder: `[SECRET:${kind}]`,
  };
}

/** What stands before a value. */
interface Head {
  readonly isQuoted: boolean;
  readonly isElement: boolean;
  readonly isVariable: boolean;
  readonly isParameter: boolean;
  /** A sentence or a table: anything may follow. */
  readonly isLoose: boolean;
}

function headOf(text: string, index: number, match: RegExpExecArray): Head {
  const [head] = match;
  const line = text.slice(Math.max(0, index - 96), index);
  return {
    isQuoted: /["'`“”„‘«»「『]$/.test(head),
    isElement: />\s*$/.test(head) && /<[^<>]{1,99}>\s*$/.test(line),
    isVariable: VARIABLE.test(line),
    isParameter: PARAMETER.test(line),
    isLoose: !/[:=>：＝→⇒([]\W{0,12}$/.test(head),
  };
}

function endOf(text: string, index: number, head: Head): number | undefined {
  if (head.isQuoted) return endOfQuoted(text, index);
  if (head.isElement) return endOfElement(text, index);
  return endOfBare(text, index, head.isParameter);
}

function isPassword(value: string, { isQuoted, isElement, isVariable, isLoose }: Head): boolean {
  if (value.length < 3 || isStandIn(value) || /\[(?:SECRET:|REDACTED\])/.test(value)) return false;
  if (isLoose) return isStrong(value);
  if (/\s/.test(value)) return (isQuoted || isElement) && !PROSE.test(value);
  if (isQuoted) return value.length > 3 && !/^(?:[${<[]|%[A-Z(]|%s$)/.test(value);
  if (value.length < 4 || isPath(value)) return false;
  if ((isVariable || isElement) && /^[A-Za-z]{6,64}$/.test(value)) return true;
  // Unquoted, a name in code looks the same: `password=user_password`.
  return /[^\p{L}_.:/-]/u.test(value) && !/^[\w.]+[([|]/.test(value) && !/^\d{1,2}$/.test(value);
}

function isToken(value: string, { isQuoted, isElement, isLoose }: Head): boolean {
  if (value.length < 8 || /\s|\[(?:SECRET:|REDACTED\])|^[[{(<$%]/.test(value)) return false;
  if (isLoose) return isRandom(value);
  if (!isMadeUp(value)) return false;
  return isQuoted || isElement || (/\d/.test(value) && !isTypeName(value) && !isPath(value));
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
      /(?<keep>secret[ _-]?(?:access[ _-]?)?key["'\\\]>]{0,4}\s{0,3}(?:=>|->|is|[:=,|])?\s{0,3}[\\"'`]{0,3})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
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
      'wifi',
      'wi-fi',
    ],
    pattern: new RegExp(
      `(?<keep>(?<!\\[SECRET:)(?:password|passwort|passphrase|requirepass|masterauth|mot de passe|contraseña|kennwort|senha|парол[ья]|wi-?fi key)${BETWEEN})[^\\s"'\`\\\\<>[\\]]{6,128}`,
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
