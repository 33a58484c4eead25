// Names of fields that are those of secrets: what stands below them is masked, whatever it is.

import { SECRET_NAMES } from '../../packages/instrumentation/dist/content/redaction/fields.js';
import { type Form, type Look, SPACE } from './form.ts';

const SEPARATOR = String.raw`[_.\s-]`;
const ENDING = `${SEPARATOR}?(?i:${SECRET_NAMES.endings})`;
/** Words may have a plural, but `tokens` are counted, and a `token` without more is a part of a text. */
const WORDS = SECRET_NAMES.words.split('|').filter((word) => word !== 'token');
const KEY = `(?:${SECRET_NAMES.keys})${SEPARATOR}?key`;
const CAPITALISED = [...WORDS, 'token'].filter((word) => /^[a-z]/.test(word)).map(capitalised);
const CAPITAL_KEYS = SECRET_NAMES.keys.split('|').map(capitalised);
/** Not within another word: `api_key`, `dbPassword`, `AWS_SECRET_ACCESS_KEY`. */
const NAME =
  String.raw`(?:(?:(?:[^"\\]*${SEPARATOR})?(?i:${WORDS.join('|')}|${KEY})s?|[^"\\]*${SEPARATOR}(?i:token)` +
  String.raw`|[^"\\]*[a-z0-9](?:${CAPITALISED.join('|')}|(?:${CAPITAL_KEYS.join('|')})Key))(?:${ENDING})*|(?i:token)(?:${ENDING})+)`;
/** What no part of a text is: eight characters with a digit among them. */
const TOKEN = String.raw`(?:[^\s"\\]*[0-9][^\s"\\]{7,}|[^\s"\\]{7,}[0-9][^\s"\\]*)`;
/** Names whose numbers are secrets however short they are. */
const SHORT = String.raw`(?:(?:[^"\\]*${SEPARATOR})?(?i:pass(?:word|wd|wort|phrase|code)?|pwd|pw|psw|psk|pin|cvv2?|cvc2?|csc|otp))`;
/** An object that has a value only, not the schema of one. */
const WRAPPED = String.raw`\{\s*"(?:value|val|data|raw|text|content|id|user|username|current|primary|secondary|live|test|prod|dev)"\s*:[^{}]*\}`;

/** Keys of attributes. */
export const SECRET_KEYS = `^(?:${NAME}|(?i:token))$`;

/** Before a value, with the quotes of JSON and code; in a pair; or as the last name of a list. */
const IS = String.raw`(?:\\*["']${SPACE}*[:=,\]]|${SPACE}*[:=])`;
/** How endings begin: `token_live`, but not `token.type`. */
const BEGINNINGS = SECRET_NAMES.endings
  .split('|')
  .map((ending) => (ending.startsWith('\\') ? '[0-9]' : ending.slice(0, 2)));
/** A word for a secret, and a sign of equality after it: the look of names of fields, and of what assigns one. */
export const NAMED: Look = {
  name: 'named',
  isLower: true,
  patterns: [
    `token(?:${IS}|${SEPARATOR}?(?:${[...new Set(BEGINNINGS)].join('|')}))`,
    ...[...WORDS, 'key'].filter(isFirst).map((word) => String.raw`${word}[\w.-]*${IS}`),
  ],
};

/** In JSON, in JSON within a text of it, and deeper. */
export const NAME_FORMS: readonly Form[] = [
  {
    pattern: String.raw`("${NAME}"\s*:\s*)(?:"(?:[^"\\]|\\.)+"|-?[0-9]{6,}[0-9.eE+-]*|\[[^\[\]{}]*\]|${WRAPPED})`,
    replacement: '$1"[REDACTED]"',
    look: NAMED,
  },
  {
    pattern: String.raw`("(?i:token)"\s*:\s*)"${TOKEN}"`,
    replacement: '$1"[REDACTED]"',
    look: NAMED,
  },
  {
    pattern: String.raw`(\\"(?i:token)\\"\s*:\s*)\\"${TOKEN}\\"`,
    replacement: String.raw`$1\"[REDACTED]\"`,
    look: NAMED,
  },
  {
    pattern: String.raw`("${SHORT}"\s*:\s*)[0-9]+`,
    replacement: '$1"[REDACTED]"',
    look: NAMED,
  },
  {
    pattern: String.raw`("(?:name|key|header|field|label)"\s*:\s*"${NAME}"\s*,\s*"val(?:ue)?"\s*:\s*)"(?:[^"\\]|\\.)+"`,
    replacement: '$1"[REDACTED]"',
    look: NAMED,
  },
  {
    pattern: String.raw`(\\"${NAME}\\"\s*:\s*)(?:\\"(?:[^"\\]|\\\\\\\\|\\\\(?:\\"|[^"\\]))+\\"|-?[0-9]{6,}[0-9.eE+-]*|\[[^\[\]{}]*\])`,
    replacement: String.raw`$1\"[REDACTED]\"`,
    look: NAMED,
  },
  {
    pattern: String.raw`(\\"(?:name|key|header|field|label)\\"\s*:\s*\\"${NAME}\\"\s*,\s*\\"val(?:ue)?\\"\s*:\s*)\\"(?:[^"\\]|\\\\\\\\|\\\\(?:\\"|[^"\\]))+\\"`,
    replacement: String.raw`$1\"[REDACTED]\"`,
    look: NAMED,
  },
  {
    pattern: String.raw`(\\{2,}"${NAME}\\{2,}"\s*:\s*\\{2,}")(?:[^"\\]|\\+[^"\\])+`,
    replacement: '$1[REDACTED]',
    look: NAMED,
  },
];

/** Whether no other word begins it. */
function isFirst(word: string): boolean {
  return !WORDS.some((other) => other !== word && word.startsWith(other));
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
