// What a redaction rule is, and how to find its values. The rules are data, in the folders beside this file.

/** Finds one kind of value. */
export interface Rule {
  /** The name for readers. */
  readonly name: string;
  /**
   * Every match of the rule contains one of these strings, in this exact spelling: the rule runs only
   * if one was seen. None: it always runs, so its pattern must skip ordinary text quickly.
   */
  readonly hints?: readonly string[];
  /** The same, in small letters for any case. */
  readonly words?: readonly string[];
  /**
   * Global; linear on any text. The match is replaced, except for two named groups: `keep`, at the start of
   * the match, stays; `before`, captured by a look-behind, ends where the match begins and is replaced, too.
   */
  readonly pattern: RegExp;
  /** Where the value that begins at `index` of `text`, after the match, ends. The whole match stays. */
  readonly ends?: (text: string, index: number, match: RegExpExecArray) => number | undefined;
  /** Finds the values in place of the pattern. */
  readonly search?: (text: string) => readonly Range[];
  /** A final check of the value to replace, at `index` of `text`. */
  readonly accepts?: (value: string, text: string, index: number) => boolean;
  /** Whether to search on inside a rejected match; only for patterns of bounded length. */
  readonly retries?: boolean;
  /** The replacement. */
  readonly placeholder: string;
}

/** Where a value stands in a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const NONE: readonly Range[] = [];

/** The values of the rule in `text`, in order, without overlap. */
export function find(rule: Rule, text: string): readonly Range[] {
  if (rule.search !== undefined) return rule.search(text);
  const { pattern } = rule;
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return NONE;
  const found: Range[] = [];
  let done = 0;
  for (; match !== null; match = pattern.exec(text)) {
    const range = valueOf(rule, match, text, done);
    if (range !== undefined) {
      found.push(range);
      done = range.end;
      pattern.lastIndex = Math.max(range.end, match.index + 1);
    } else if (rule.retries === true) pattern.lastIndex = match.index + 1;
  }
  return found;
}

function valueOf(
  rule: Rule,
  match: RegExpExecArray,
  text: string,
  done: number,
): Range | undefined {
  const after = match.index + match[0].length;
  let [start, end] = [match.index, after];
  if (rule.ends !== undefined) {
    const found = rule.ends(text, after, match);
    if (found === undefined || found <= after) return undefined;
    [start, end] = [after, found];
  } else {
    const { keep, before } = match.groups ?? {};
    start = Math.max(start - (before?.length ?? 0) + (keep?.length ?? 0), done);
  }
  if (start >= end) return undefined;
  return rule.accepts?.(text.slice(start, end), text, start) === false ? undefined : { start, end };
}

/** `text` with a placeholder for each range. */
export function replace(text: string, ranges: readonly Range[], placeholder: string): string {
  let replaced = '';
  let done = 0;
  for (const { start, end } of ranges) {
    replaced += text.slice(done, start) + placeholder;
    done = end;
  }
  return replaced + text.slice(done);
}
