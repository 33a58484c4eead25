// Secrets identified only by the word before them: `password=…`, `"api_key": "…"`, `--token …`.

import { beginning } from './boundary.ts';
import type { Rule } from './rule.ts';
import { isStandIn, isTypeName, isWords } from './stand-ins.ts';

const KEYS =
  'api|access|auth|client|private|encryption|signing|master|service|subscription|account|admin|storage|license|app|deploy|x';

/** The words, by the kind in the placeholder. */
const WORDS = {
  password:
    'pass(?:[_-]?(?:word|phrase)|wd|code|wort)|pwd|kennwort|contraseña|mot de passe|senha|пароль|密码|パスワード|비밀번호',
  // The suffix that many words share comes first; a look-behind checks the rest.
  api_key: `key(?<=(?:${KEYS})[ _-]?key|x-functions-key)`,
  token: 'token(?<!(?:page|next|continuation|sync|\\])[_-]?token)',
  secret: 'secret(?:[_-]?key)?|credentials?',
} as const;

type Kind = keyof typeof WORDS;

/** The word is not part of a placeholder. */
const NO_PLACEHOLDER = String.raw`(?<!\[SECRET(?::\w{0,30})?)`;
const SEPARATOR = String.raw`\s{0,3}(?:=>|:=|[:=：])\s{0,3}`;
function isPassword(value: string): boolean {
  return !isStandIn(value);
}

/** Whether it looks generated: letters and digits, or long and mixed case. */
function isMadeUp(value: string): boolean {
  if (isStandIn(value) || isWords(value) || !/[A-Za-z]/.test(value)) return false;
  return /\d/.test(value) || (value.length >= 20 && /[A-Z]/.test(value) && /[a-z]/.test(value));
}

/** Unquoted, a name in code looks the same: `password=user_password`. */
function isBarePassword(value: string): boolean {
  return isPassword(value) && /[^\p{L}_.:/-]/u.test(value) && !/^[\w$]+(?:\.[\w$]+)+$/.test(value);
}

function isBareMadeUp(value: string): boolean {
  return (
    isMadeUp(value) &&
    /\d/.test(value) &&
    !isTypeName(value) &&
    !/^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/.test(value)
  );
}

function quoted(kind: Kind, value: string, accepts: Rule['accepts']): Rule {
  return {
    name: `${kind} in quotes after its name`,
    pattern: new RegExp(
      String.raw`(?<keep>(?:${WORDS[kind]})${NO_PLACEHOLDER}["'\\\]]{0,4}${SEPARATOR}\\{0,3}["'${'`'}])${value}(?=\\{0,3}["'${'`'}])`,
      'gi',
    ),
    ...(accepts && { accepts }),
    placeholder: `[SECRET:${kind}]`,
  };
}

function bare(kind: Kind, value: string, accepts: Rule['accepts']): Rule {
  return {
    name: `${kind} without quotes after its name`,
    pattern: new RegExp(
      String.raw`(?<keep>(?:${WORDS[kind]})${NO_PLACEHOLDER}["'\\*]{0,4}${SEPARATOR}[*${'`'}]{0,3})${value}(?![\w([])`,
      'gi',
    ),
    ...(accepts && { accepts }),
    placeholder: `[SECRET:${kind}]`,
  };
}

const QUOTED_PASSWORD = '[^\\s"\'`\\\\[\\]]{4,128}';
const QUOTED_TOKEN = '[\\w.~+/=:!@#%^*|-]{8,512}';
const BARE_PASSWORD = '[^\\s"\'`,;&<>()[\\]{}\\\\|]{5,128}';
const BARE_TOKEN = '[\\w~+/=-][\\w.~+/=-]{6,511}[\\w~+/=-]';

/** In execution order. */
export const ASSIGNMENT_RULES: readonly Rule[] = [
  {
    name: 'AWS secret access key',
    pattern:
      /(?<keep>secret[ _-]?(?:access[ _-]?)?key["'\\\]]{0,4}\s{0,3}(?:=>|is|[:=,])?\s{0,3}[\\"'`]{0,3})[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
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
    pattern:
      /(?<keep>(?:azure[\w .-]{0,30}key|(?<![\w-])api-key|subscription-key)["'\\\]]{0,4}\s{0,3}[:=]\s{0,3}[\\"'`]{0,3})(?:[0-9a-f]{32}|[A-Za-z0-9]{84})(?![A-Za-z0-9])/gi,
    placeholder: '[SECRET:azure_key]',
  },
  quoted('password', QUOTED_PASSWORD, isPassword),
  quoted('api_key', QUOTED_TOKEN, isMadeUp),
  quoted('token', QUOTED_TOKEN, isMadeUp),
  quoted('secret', QUOTED_TOKEN, isMadeUp),
  bare('password', BARE_PASSWORD, isBarePassword),
  bare('api_key', BARE_TOKEN, isBareMadeUp),
  bare('token', BARE_TOKEN, isBareMadeUp),
  bare('secret', BARE_TOKEN, isBareMadeUp),
  {
    name: 'password in a sentence',
    pattern: new RegExp(
      String.raw`(?<keep>(?:${WORDS.password}) (?:is|ist|lautet|est|es|é|это) ["'${'`'}]?)[^\s"'${'`'},;<>()[\]{}\\]{4,127}[^\s"'${'`'},;:<>()[\]{}\\.]`,
      'gi',
    ),
    accepts: isBarePassword,
    placeholder: '[SECRET:password]',
  },
  {
    name: 'password or key as an argument of a command',
    pattern:
      /(?<keep>\s--[\w-]{0,20}(?:password|passwd|token|secret|key)(?:\s{1,3}|=)["']?)(?!-)[\w.~+/=:!@#%^*-]{6,200}/gi,
    accepts: isMadeUp,
    placeholder: '[SECRET:password]',
  },
  {
    name: 'user and password as an argument of curl',
    hints: ['-u'],
    pattern: new RegExp(
      String.raw`(?<keep>(?<=${beginning(String.raw`\w-`)})(?:-u|--user)[ =]?["']?[\w.@-]{1,64}:)(?!//)[^\s"'[\]]{4,128}`,
      'g',
    ),
    placeholder: '[SECRET:password]',
  },
];
