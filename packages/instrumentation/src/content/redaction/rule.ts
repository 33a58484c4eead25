// What a redaction rule is, and how to apply it. The rules are data, in the files beside this one.

import { touchesPlaceholder } from './placeholders.ts';

/** Finds one kind of value. */
export interface Rule {
  /** The name for readers. */
  readonly name: string;
  /**
   * Every match of the rule contains one of these strings, in this exact spelling: the rule runs only
   * if one was seen. None: it always runs, so its pattern must skip ordinary text quickly.
   */
  readonly hints?: readonly string[];
  /**
   * Global; linear on any text. The match is replaced, except for two named groups: `keep`, at the start of
   * the match, stays; `before`, captured by a look-behind, ends where the match begins and is replaced, too.
   */
  readonly pattern: RegExp;
  /** A final check of the value to replace, at `index` of `text`. */
  readonly accepts?: (value: string, text: string, index: number) => boolean;
  /** Whether to search on inside a rejected match; only for patterns of bounded length. */
  readonly retries?: boolean;
  /** The replacement. */
  readonly placeholder: string;
}

/** `text` with all matches of the rule replaced; the same string if there is none. */
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
