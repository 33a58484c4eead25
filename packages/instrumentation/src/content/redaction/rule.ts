// What a rule of the redactor is, and how one is applied. The rules themselves are data, in the files beside.

import { touchesPlaceholder } from './placeholders.ts';

/** Finds one kind of value. */
export interface Rule {
  /** What it finds, for readers. */
  readonly name: string;
  /**
   * What stands in the text for sure where the rule finds something, in this very spelling: the rule runs only
   * where one of them was seen. None: it always runs, so its pattern must pass over ordinary text quickly.
   */
  readonly hints?: readonly string[];
  /**
   * Global; linear on any text. What it matches is replaced, but for two named groups: `keep`, at the start of
   * the match, stays; `before`, captured by a look-behind, ends where the match begins and is replaced with it.
   */
  readonly pattern: RegExp;
  /** A last look at what would be replaced, which stands at `index` of `text`. */
  readonly accepts?: (value: string, text: string, index: number) => boolean;
  /** Whether the search goes on inside what was not accepted; only for patterns of bounded length. */
  readonly retries?: boolean;
  /** What the value becomes. */
  readonly placeholder: string;
}

/** `text` with every value of the rule replaced; the same string if there is none. */
export function applyRule(rule: Rule, text: string): string {
  const { pattern, placeholder } = rule;
  let redacted = '';
  let done = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { keep, before } = match.groups ?? {};
    const start = Math.max(match.index - (before?.length ?? 0) + (keep?.length ?? 0), done);
    const end = match.index + match[0].length;
    if (
      rule.accepts?.(text.slice(start, end), text, start) === false ||
      touchesPlaceholder(text, Math.min(start, match.index), end)
    ) {
      if (rule.retries === true) pattern.lastIndex = match.index + 1;
    } else {
      redacted += text.slice(done, start) + placeholder;
      done = end;
    }
  }
  return done === 0 ? text : redacted + text.slice(done);
}
