// The statements that decide which patterns are worth a look at each text: nearly none of them is. Every look costs every
// span a call, however short the span is. So the first group only asks whether anything is to be looked for.

import { allFields } from '../../packages/instrumentation/dist/model/fields/index.js';
import { ASSIGNED, type Form, type Gate, type Look } from './form.ts';
import { SECRET_KEYS } from './names.ts';
import { ottl } from './ottl.ts';

/** Where all attributes have these names, which are no names of secrets, nobody looks at the names. */
const OURS = [
  ...allFields().flatMap(({ attribute, in141 }) => [attribute, in141 ?? attribute]),
  // The body of a log record, which is an attribute for a moment.
  'llm_otel.body',
].filter((name) => !new RegExp(SECRET_KEYS).test(name));
const IS_UNREAD = 'cache["text"] == nil';

/** All values as the text of one list. */
export const VALUES = 'String(Values(attributes))';
/** JSON does not have every number: where one is infinite, all values are read flat. */
export const FLAT_VALUES = 'ToKeyValueString(cache["flat"])';

/** The look of all forms that have none in common with others. */
export const SIGNS = 'signs';
/** The conditions of the group that looks, and of the groups that follow. */
export const IS_OPEN = 'attributes["llm_otel.gate"] != nil';
export const IS_SEEN = 'attributes["llm_otel.look"] != nil';

/** Statements by their names. */
export type Statements = Readonly<Record<string, string>>;

/** Whether anything is to be looked for. */
export function gateStatements(forms: readonly Form[]): Statements {
  const patterns = forms.flatMap(({ gate, look, sign, pattern }) => {
    if (look?.isLower === true) return ASSIGNED.patterns;
    return (gate ?? look?.gate ?? look)?.patterns ?? [sign ?? pattern];
  });
  const conditions = [
    'Len(attributes) != Len(cache["ours"])',
    // First what opens it most often.
    anyOf(new Set([...ASSIGNED.patterns, ...patterns])),
  ];
  return {
    ours: 'set(cache["ours"], attributes)',
    others: `keep_keys(cache["ours"], [${[...new Set(OURS)].toSorted().map(ottl).join(', ')}])`,
    gate: `set(attributes["llm_otel.gate"], cache["text"]) where ${conditions.join(' or ')}`,
    unread: `set(attributes["llm_otel.gate"], "") where ${IS_UNREAD}`,
  };
}

/** What is to be looked for. */
export function lookStatements(forms: readonly Form[]): Statements {
  const single = forms.filter(({ look }) => look === undefined);
  const looks = [...new Set(forms.flatMap(({ look }) => look ?? []))];
  const gates = new Set([ASSIGNED, ...looks.flatMap(({ gate }) => gate ?? [])]);
  return {
    gated: 'delete_key(attributes, "llm_otel.gate")',
    namesake: 'delete_key(attributes, "llm_otel.scrub")',
    lower:
      'set(cache["lower"], ToLowerCase(Concat([String(Keys(attributes)), cache["text"]], " ")))',
    ...Object.fromEntries([...gates].map((gate) => [gate.name, lookAt(gate)])),
    [SIGNS]: see(SIGNS, signsOf(single)),
    ...Object.fromEntries(looks.map((look) => [look.name, see(look.name, conditionOf(look))])),
    any: `set(attributes["llm_otel.look"], true) where ${[SIGNS, ...looks.map(({ name }) => name)].map(isSeen).join(' or ')}`,
  };
}

/** Whether `look` saw something. */
export function isSeen(look: string): string {
  return `attributes["llm_otel.look.${look}"] != nil`;
}

function see(look: string, condition: string): string {
  return `set(attributes["llm_otel.look.${look}"], true) where ${condition}`;
}

/** Looked for once, for several statements. */
function lookAt({ name, patterns }: Gate): string {
  return `set(cache["${name}"], true) where ${anyOf(patterns)}`;
}

function isOpen({ name }: Gate): string {
  return `cache["${name}"] != nil`;
}

function conditionOf({ patterns, gate, isLower }: Look): string {
  const any = anyOf(patterns, isLower === true ? 'lower' : 'text');
  return gate === undefined ? any : `${isOpen(gate)} and (${any})`;
}

/** The signs, those behind the same gate together. */
function signsOf(forms: readonly Form[]): string {
  return [...Map.groupBy(forms, ({ gate }) => gate)]
    .map(([gate, some]) => {
      const signs = anyOf(new Set(some.map(({ sign, pattern }) => sign ?? pattern)));
      if (gate === undefined) return signs;
      return `(${gate === ASSIGNED ? isOpen(gate) : anyOf(gate.patterns)}) and (${signs})`;
    })
    .join(' or ');
}

function anyOf(patterns: Iterable<string>, text = 'text'): string {
  return [...patterns].map((pattern) => `IsMatch(cache["${text}"], ${ottl(pattern)})`).join(' or ');
}
