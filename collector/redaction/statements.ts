// The statements of the collector's transform processor that redact what has attributes.

import type { Form, Look } from './form.ts';
import { INTRODUCED_FORMS } from './introduced.ts';
import { KEY_FORMS } from './keys.ts';
import { NAME_FORMS, SECRET_KEYS } from './names.ts';
import { OWN_FORMS } from './own.ts';
import { PERSONAL_FORMS } from './personal.ts';

const FORMS: readonly Form[] = [
  ...NAME_FORMS,
  ...[KEY_FORMS, INTRODUCED_FORMS, PERSONAL_FORMS].flatMap((forms) => Object.values(forms).flat()),
  ...OWN_FORMS,
];
/** The look of all forms that have none in common with others. */
const SIGNS: Look = {
  name: 'signs',
  patterns: FORMS.filter(({ look }) => look === undefined).map(
    ({ sign, pattern }) => sign ?? pattern,
  ),
};
const LOOKS: readonly Look[] = [SIGNS, ...new Set(FORMS.flatMap(({ look }) => look ?? []))];
/** What stays as it is where the rest is no JSON any more. */
const COUNTS = String.raw`gen_ai\.usage\.[a-z_.]*tokens|(?:server|client|network\.peer)\.port|http\.response\.status_code|process\.pid`;
/** Attributes of ours: what was seen, and what is redacted for a moment. */
const OWN = ottl(String.raw`^llm_otel\.(?:look|scrub)`);

/** One look at all texts together says which patterns are worth a look at each. */
export const LOOK: Readonly<Record<string, string>> = Object.fromEntries([
  ['namesake', 'delete_key(attributes, "llm_otel.scrub")'],
  ['lower', 'set(cache["lower"], ToLowerCase(cache["text"]))'],
  ...LOOKS.map(({ name, patterns, isLower }) => {
    const text = isLower === true ? 'lower' : 'text';
    const matches = patterns.map((pattern) => `IsMatch(cache["${text}"], ${ottl(pattern)})`);
    return [name, `set(attributes["llm_otel.look.${name}"], true) where ${matches.join(' or ')}`];
  }),
]);

/** Conditions of which one must hold for the groups that follow. */
export const SEEN = LOOKS.map(({ name }) => `attributes["llm_otel.look.${name}"] != nil`);

export const STRUCTURED_AS_TEXT = [
  'set(cache["all"], attributes)',
  `delete_matching_keys(cache["all"], ${OWN})`,
  'set(cache["json"], String(cache["all"]))',
  'flatten(attributes) where cache["json"] == nil',
  `delete_matching_keys(attributes, ${ottl(SECRET_KEYS)}) where cache["json"] == nil`,
  // A quote that JSON escapes stands within a text.
  `set(attributes["llm_otel.scrub"], cache["json"]) where attributes["llm_otel.look.named"] != nil or IsMatch(cache["json"], ${ottl(String.raw`[^\\]":[\[{]`)})`,
];

export const PATTERNS = FORMS.map(
  ({ pattern, replacement, look = SIGNS }) =>
    `replace_all_patterns(attributes, "value", ${ottl(pattern)}, ${ottl(replacement)}) where attributes["llm_otel.look.${look.name}"] != nil`,
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

/** A text in the collector's language; a single dollar sign would name a variable there. */
function ottl(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '$$$$')}"`;
}
