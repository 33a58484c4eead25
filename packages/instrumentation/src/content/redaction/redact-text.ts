// The rules for a text, and their order: secrets first, then numbers with a checksum, then the rest.

import { DecodedText } from './decoded-text.ts';
import { isEncoded } from './encoded-characters.ts';
import { Hints, type Seen } from './hints.ts';
import { PlainText, type Redactable } from './plain-text.ts';
import { PERSONAL_RULES } from './personal/index.ts';
import { isCrowded } from './placeholders.ts';
import { find, type Rule } from './rule.ts';
import { SECRET_RULES } from './secrets/index.ts';

const RULES: readonly Rule[] = [...SECRET_RULES, ...PERSONAL_RULES];

/** Names and single words, such as roles: no rule matches so few letters. */
const WORD = /^[A-Za-z_]{0,15}$/;
/** A replaced value may have hidden the beginning of its neighbour. */
const MAX_ROUNDS = 3;

/** The rules by their hints; which rules have some. */
const exact = rulesBy(({ hints: some }) => some);
const words = rulesBy((rule) => rule.words);
const hints = new Hints({ exact: [...exact.keys()], words: [...words.keys()] });
const allowed = [...exact.values(), ...words.values()];
/** A rule without hints is one for every text. */
const isUsual = RULES.map((rule) => rule.hints === undefined && rule.words === undefined);

/** The indices of all rules, and of those for texts without hints, which are nearly all. */
const all = RULES.map((_, index) => index);
const usual = all.filter((index) => isUsual[index]);

/**
 * `text` with every secret of a known shape replaced by `[SECRET:kind]`, and with e-mail addresses, phone,
 * social security, card and account numbers and IP addresses replaced if `personalData`. Values are also
 * found behind escapes, entities, colour codes and invisible characters. Returns the same string if nothing
 * was found; applying it twice has no further effect. Never throws.
 */
export function redactText(text: string, rules: { readonly personalData: boolean }): string {
  if (WORD.test(text)) return text;
  let redacted = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = redacted;
    redacted = redactOnce(before, rules.personalData);
    if (redacted === before || !isCrowded(redacted)) break;
  }
  return redacted;
}

/** The readings first: of a value that is parted, the text as it was written has only the beginning. */
function redactOnce(text: string, hasPersonal: boolean): string {
  const seen = hints.seenIn(text);
  let redacted = text;
  if (seen.isOdd && isEncoded(text)) {
    const joined = new DecodedText(text, '');
    redacted = applyRules(joined, hasPersonal);
    if (joined.hasSequences) redacted = applyRules(new DecodedText(redacted, ' '), hasPersonal);
  }
  return applyRules(new PlainText(redacted), hasPersonal, redacted === text ? seen : undefined);
}

/** The text of `page` after all rules. */
function applyRules(
  page: Redactable,
  hasPersonal: boolean,
  seen: Seen = hints.seenIn(page.text),
): string {
  const end = hasPersonal ? RULES.length : SECRET_RULES.length;
  for (const index of seen.hints.size === 0 ? usual : allowedBy(seen.hints)) {
    const rule = RULES[index]!;
    if (index >= end) break;
    if (rule.digits !== undefined && seen.digits < rule.digits) continue;
    if (rule.run !== undefined && seen.run < rule.run) continue;
    if (rule.signs?.every((sign) => !page.text.includes(sign)) === true) continue;
    const ranges = find(rule, page.text);
    if (ranges.length > 0) page.replace(ranges, rule.placeholder);
  }
  return page.result();
}

/** The indices of the rules for a text with these hints, in order. */
function allowedBy(seen: ReadonlySet<number>): readonly number[] {
  const isAllowed = isUsual.slice();
  for (const hint of seen) {
    for (const rule of allowed[hint]!) isAllowed[rule] = true;
  }
  return all.filter((index) => isAllowed[index]);
}

/** The indices of the rules that have a hint. */
function rulesBy(
  hintsOf: (rule: Rule) => readonly string[] | undefined,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, rule] of RULES.entries()) {
    for (const hint of hintsOf(rule) ?? []) {
      const others = found.get(hint);
      if (others === undefined) found.set(hint, [index]);
      else others.push(index);
    }
  }
  return found;
}
