// Secrets in sentences about them, and the words that restore a wallet.

import type { Rule } from '../rule.ts';
import { BETWEEN } from './signs.ts';
import { isRandom, isStrong } from './stand-ins.ts';

/** Without the punctuation of the sentence. */
function isStrongWord(value: string): boolean {
  return isStrong(value.replace(/[.,;:!?"'`)\]]+$/, ''));
}

/** In execution order. */
export const SENTENCE_RULES: readonly Rule[] = [
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
