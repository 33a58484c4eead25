// The statements of the collector's transform processor that redact what has attributes.

import type { Form } from './form.ts';
import { INTRODUCED_FORMS } from './introduced.ts';
import { KEY_FORMS } from './keys.ts';
import {
  gateStatements,
  IS_SEEN,
  isSeen,
  lookStatements,
  SIGNS,
  type Statements,
} from './looks.ts';
import { NAME_FORMS, NAMED, SECRET_KEYS } from './names.ts';
import { ottl } from './ottl.ts';
import { OWN_FORMS } from './own.ts';
import { PERSONAL_FORMS } from './personal.ts';

const FORMS: readonly Form[] = [
  ...NAME_FORMS,
  ...[KEY_FORMS, INTRODUCED_FORMS, PERSONAL_FORMS].flatMap((forms) => Object.values(forms).flat()),
  ...OWN_FORMS,
];
/** What stays as it is where the rest is no JSON any more. */
const COUNTS = String.raw`gen_ai\.usage\.[a-z_.]*tokens|(?:server|client|network\.peer)\.port|http\.response\.status_code|process\.pid`;
/** Attributes of ours: what was seen, and what is redacted for a moment. */
const OWN = ottl(String.raw`^llm_otel\.(?:look|scrub)`);

/** Whether anything is to be looked for. */
export const GATE = gateStatements(FORMS);

/** What is to be looked for. Where it is seen, and there are lists or maps, all attributes are read as JSON, too. */
export const LOOK: Statements = {
  ...lookStatements(FORMS),
  all: `set(cache["all"], attributes) where ${IS_SEEN}`,
  own: `delete_matching_keys(cache["all"], ${OWN}) where ${IS_SEEN}`,
  json: `set(cache["json"], String(cache["all"])) where ${IS_SEEN}`,
  // What JSON cannot say is no reason to pass on or to refuse the rest: lists and maps beside it become `a.0.b`.
  flat: `flatten(attributes) where ${IS_SEEN} and cache["json"] == nil`,
  secrets: `delete_matching_keys(attributes, ${ottl(SECRET_KEYS)}) where ${IS_SEEN} and cache["json"] == nil`,
  // A quote that JSON escapes stands within a text.
  structured: `set(attributes["llm_otel.scrub"], cache["json"]) where ${isSeen(NAMED.name)} or IsMatch(cache["json"], ${ottl(String.raw`[^\\]":[\[{]`)})`,
};

export const PATTERNS = FORMS.map(
  ({ pattern, replacement, look }) =>
    `replace_all_patterns(attributes, "value", ${ottl(pattern)}, ${ottl(replacement)}) where ${isSeen(look?.name ?? SIGNS)}`,
);

const IS_TEXT = 'where attributes["llm_otel.scrub"] != nil';
const IS_NEW = 'where cache["new"] != nil';

export const TEXT_AS_STRUCTURED = [
  `set(cache["all"], attributes) ${IS_TEXT}`,
  `delete_matching_keys(cache["all"], ${OWN}) ${IS_TEXT}`,
  'delete_key(attributes, "llm_otel.scrub") where attributes["llm_otel.scrub"] == String(cache["all"])',
  // A double cannot hold an integer of so many digits, nor can a number be a placeholder: both become texts.
  `replace_pattern(attributes["llm_otel.scrub"], ${ottl(String.raw`([^\\]":)(-?[0-9]{16,}|\[CARD\])([,}])`)}, ${ottl('$1"$2"$3')}) ${IS_TEXT}`,
  `set(cache["new"], ParseJSON(attributes["llm_otel.scrub"])) ${IS_TEXT}`,
  // Texts and numbers are best as they stand now: only lists and maps come from the JSON, and what is named like a
  // secret. Flattened, lists and maps have other keys, which a sign tells from keys of the application.
  `replace_all_patterns(cache["all"], "key", ${ottl('$')}, "=") ${IS_NEW}`,
  `flatten(cache["all"]) ${IS_NEW}`,
  `delete_matching_keys(cache["all"], ${ottl(String.raw`=\.`)}) ${IS_NEW}`,
  `replace_all_patterns(cache["all"], "key", ${ottl('=$')}, "") ${IS_NEW}`,
  `delete_matching_keys(cache["all"], ${ottl(SECRET_KEYS)}) ${IS_NEW}`,
  `merge_maps(cache["new"], cache["all"], "update") ${IS_NEW}`,
  `merge_maps(attributes, cache["new"], "update") ${IS_NEW}`,
  `delete_key(attributes, "llm_otel.scrub") ${IS_NEW}`,
];

export const ONLY_REDACTED = [
  `set(attributes["llm_otel.redacted"], attributes["llm_otel.scrub"]) ${IS_TEXT}`,
  `keep_matching_keys(attributes, ${ottl(String.raw`^(?:llm_otel\.redacted|${COUNTS})$`)}) ${IS_TEXT}`,
  `delete_matching_keys(attributes, ${OWN})`,
];
