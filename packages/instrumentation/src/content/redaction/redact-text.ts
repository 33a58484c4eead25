// The rules for a text, and their order: secrets first, then numbers with a checksum, then the rest.

import { DecodedText } from './decoded-text.ts';
import { isEncoded } from './encoded-characters.ts';
import { Hints } from './hints.ts';
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

const exact = [...new Set(RULES.flatMap(({ hints }) => hints ?? []))];
const words = [...new Set(RULES.flatMap((rule) => rule.words ?? []))];
const hints = new Hints({ exact, words });
/** Each rule with the indices of its hints; none: it always runs. */
const prepared = RULES.map((rule, index) => ({
  rule,
  isSecret: index < SECRET_RULES.length,
  needs: [
    ...(rule.hints ?? []).map((hint) => exact.indexOf(hint)),
    ...(rule.words ?? []).map((word) => exact.length + words.indexOf(word)),
  ],
}));
/** The rules for texts without hints, which are nearly all. */
const usual = prepared.filter(({ needs }) => needs.length === 0);

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
  let redacted = text;
  if (isEncoded(text)) {
    const joined = new DecodedText(text, '');
    redacted = applyRules(joined, hasPersonal);
    if (joined.hasSequences) redacted = applyRules(new DecodedText(redacted, ' '), hasPersonal);
  }
  return applyRules(new PlainText(redacted), hasPersonal);
}

/** The text of `page` after all rules. */
function applyRules(page: Redactable, hasPersonal: boolean): string {
  const seen = hints.seenIn(page.text);
  for (const { rule, isSecret, needs } of seen === undefined ? usual : prepared) {
    if (!isSecret && !hasPersonal) break;
    if (needs.length > 0 && !needs.some((index) => seen![index] === 1)) continue;
    const ranges = find(rule, page.text);
    if (ranges.length > 0) page.replace(ranges, rule.placeholder);
  }
  return page.result();
}
