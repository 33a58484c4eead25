// The rules for a text, and their order: secrets first, then numbers with a checksum, then the rest.

import { ADDRESS_RULES } from './addresses.ts';
import { CONTACT_RULES } from './contact-data.ts';
import { NUMBER_RULES } from './numbers.ts';
import { applyRule, type Rule } from './rule.ts';
import { ASSIGNMENT_RULES } from './secret-assignments.ts';
import { DOCUMENT_RULES } from './secret-documents.ts';
import { KEY_RULES } from './secret-keys.ts';

const SECRET_RULES: readonly Rule[] = [...KEY_RULES, ...DOCUMENT_RULES, ...ASSIGNMENT_RULES];
const PERSONAL_RULES: readonly Rule[] = [...NUMBER_RULES, ...ADDRESS_RULES, ...CONTACT_RULES];
/** The rules for texts without hints, which are nearly all. */
const USUAL = new Map<readonly Rule[], readonly Rule[]>(
  [SECRET_RULES, PERSONAL_RULES].map((rules) => [rules, rules.filter(({ hints }) => !hints)]),
);

/** Names and single words, such as roles: no rule matches so few letters. */
const WORD = /^[A-Za-z_]{0,24}$/;

/** After this many hint matches further search does not pay off: all rules run. */
const MAX_SIGHTINGS = 64;

/** The shortest first: where one hint begins with another, only the shorter ever matches. */
const hints = [
  ...new Set([...SECRET_RULES, ...PERSONAL_RULES].flatMap((rule) => rule.hints ?? [])),
].toSorted((a, b) => a.length - b.length);
/** Two: V8 skips ahead much better if the alternatives begin alike. */
const anyHint = [
  hints.filter((hint) => /^[a-z]/i.test(hint)),
  hints.filter((hint) => !/^[a-z]/i.test(hint)),
].map((some) => new RegExp(some.map(escaped).join('|'), 'g'));

/**
 * `text` with every secret of a known shape replaced by `[SECRET:kind]`, and with e-mail addresses, phone,
 * social security, card and account numbers and IP addresses replaced if `personalData`. Returns the same
 * string if nothing was found; applying it twice has no further effect. Never throws.
 */
export function redactText(text: string, rules: { readonly personalData: boolean }): string {
  if (WORD.test(text)) return text;
  const seen = seenHints(text);
  let redacted = applyRules(SECRET_RULES, text, seen);
  if (rules.personalData) redacted = applyRules(PERSONAL_RULES, redacted, seen);
  return redacted;
}

function applyRules(rules: readonly Rule[], text: string, seen: readonly string[] | 'all'): string {
  let redacted = text;
  if (seen.length === 0) {
    for (const rule of USUAL.get(rules)!) redacted = applyRule(rule, redacted);
    return redacted;
  }
  for (const rule of rules) if (mayFind(rule, seen)) redacted = applyRule(rule, redacted);
  return redacted;
}

function mayFind({ hints: needed }: Rule, seen: readonly string[] | 'all'): boolean {
  if (needed === undefined || seen === 'all') return true;
  return needed.some((hint) => seen.some((sighted) => hint.startsWith(sighted)));
}

/** The hints in the text, found in one pass. */
function seenHints(text: string): readonly string[] | 'all' {
  const seen = new Set<string>();
  let sightings = 0;
  for (const pattern of anyHint) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      seen.add(match[0]);
      sightings += 1;
      if (sightings === MAX_SIGHTINGS) return 'all';
      // Hints overlap: `-lf-` begins in `sk-`.
      pattern.lastIndex = match.index + 1;
    }
  }
  return [...seen];
}

function escaped(hint: string): string {
  return hint.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
