// Every rule of the package has a form here, or a reason why it has none.

import { PERSONAL_RULES } from '../../packages/instrumentation/dist/content/redaction/personal/index.js';
import { MODEL_KEYS } from '../../packages/instrumentation/dist/content/redaction/secrets/model-keys.js';
import { SECRET_RULES } from '../../packages/instrumentation/dist/content/redaction/secrets/index.js';
import { INTRODUCED_FORMS } from './introduced.ts';
import { KEY_FORMS } from './keys.ts';
import { PERSONAL_FORMS } from './personal.ts';

/** Kinds of keys are named by one word. */
const KIND = /^\w+$/;
/** Kinds of keys that applications of language models hold: each has a form or a reason of its own. */
const OF_MODELS = new Set(MODEL_KEYS.map(({ name }) => name));
/** Why other kinds of keys that are not in the table have no form. */
const RARE_KEYS =
  'an application of language models rarely holds one, and each kind costs every span a look';
const LOOKS_AROUND = 'what tells it from ordinary text is a look around, which RE2 does not have';
const CALCULATES = 'what tells it from other numbers is calculated, which no component can';
const UNMARKED = 'nothing literal begins it: it would cost every text a walk letter by letter';
const LIKE_WORDS =
  'it begins with letters that ordinary words have, too: every span would pay for a look of its own';
const NAMED_HERE = 'found after its name here: the look of the names finds it first';

/** By the name of the rule. */
const REASONS: Readonly<Record<string, string>> = {
  'secret access key after its id, as in lists and files of credentials': NAMED_HERE,
  'AWS secret access key': NAMED_HERE,
  'key of an Azure resource': NAMED_HERE,
  'key of an Azure storage account, a service bus or a message hub': NAMED_HERE,
  api_key: LIKE_WORDS,
  brave_key: LIKE_WORDS,
  modal_token: LIKE_WORDS,
  mem0_key: LIKE_WORDS,
  chroma_key: LIKE_WORDS,
  nomic_key: LIKE_WORDS,
  braintrust_key: LIKE_WORDS,
  firecrawl_key: LIKE_WORDS,
  voyage_key: LIKE_WORDS,
  zhipu_key: UNMARKED,
  'Discord webhook': RARE_KEYS,
  'cookies of a request': LOOKS_AROUND,
  'session cookie': LOOKS_AROUND,
  'hash of a password': UNMARKED,
  'key with a prefix that says so': UNMARKED,
  'long random text after a short prefix': UNMARKED,
  'private part of a key of PuTTY': RARE_KEYS,
  'credentials after a rare scheme': LOOKS_AROUND,
  'token in place of a user in a URL': LOOKS_AROUND,
  'password as an option of a command': LOOKS_AROUND,
  'password or key as a long option': LOOKS_AROUND,
  'user and password as an argument of curl': LOOKS_AROUND,
  'password of a machine in .netrc': LOOKS_AROUND,
  'password in .pgpass': LOOKS_AROUND,
  'password in SQL': LOOKS_AROUND,
  'password in the code of a wireless network': LOOKS_AROUND,
  'user and password with a sign between': LOOKS_AROUND,
  'password as an argument after the user': LOOKS_AROUND,
  'code of a card, a device or a login': LOOKS_AROUND,
  'code before the words for it': UNMARKED,
  'strong text in a sentence about a password': LOOKS_AROUND,
  'password before the word for it': LOOKS_AROUND,
  'random text in a sentence about a secret': LOOKS_AROUND,
  'words that restore a wallet': UNMARKED,
  'column of secrets in a table': CALCULATES,
  'e-mail address with its signs in brackets': LOOKS_AROUND,
  'e-mail address with its signs in words': LOOKS_AROUND,
  'e-mail address with spaces around its signs': LOOKS_AROUND,
  'payment card of 17 to 19 digits in groups': CALCULATES,
  'payment card in groups': 'in the form of "payment card"',
  'social security number after its name': LOOKS_AROUND,
  'IPv4 address': LOOKS_AROUND,
  'IPv6 address': LOOKS_AROUND,
  'telephone number with a plus and the code of its country': CALCULATES,
  'telephone number with 00 and the code of its country': CALCULATES,
  'telephone number of North America': LOOKS_AROUND,
  'telephone number with the zero that is dialled within a country': CALCULATES,
  'telephone number in the usual groups of a country': CALCULATES,
  'telephone number of Russia or China, as written there': LOOKS_AROUND,
  'digits after a word for telephone': LOOKS_AROUND,
  'extension of a telephone number': 'no telephone number is found',
  'telephone number of a country that the application names': CALCULATES,
};
const FORMS = { ...KEY_FORMS, ...INTRODUCED_FORMS, ...PERSONAL_FORMS };

/** What is wrong with the declarations: nothing, if every rule has a form or a reason, and nothing else has one. */
export function undeclared(): readonly string[] {
  const names = new Set([...SECRET_RULES, ...PERSONAL_RULES].map(({ name }) => name));
  const declared = [...Object.keys(FORMS), ...Object.keys(REASONS)];
  return [
    ...[...names]
      .filter((name) => (!KIND.test(name) || OF_MODELS.has(name)) && !declared.includes(name))
      .map((name) => `the rule "${name}" has neither a form nor a reason why it has none`),
    ...declared
      .filter((name) => !names.has(name))
      .map((name) => `no rule of the package is named "${name}"`),
    ...Object.keys(REASONS)
      .filter((name) => name in FORMS)
      .map((name) => `the rule "${name}" has a form and a reason why it has none`),
  ];
}
