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
  /** How many digits without a letter between them, both of ASCII, a text has at least if the rule matches. */
  readonly digits?: number;
  /** The same for letters, digits, dashes and underscores of ASCII in a row. */
  readonly run?: number;
  /** Every match contains one of these; unlike hints, they may be single characters. */
  readonly signs?: readonly string[];
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
  readonly accepts?: (
    value: string,
    text: string,
    index: number,
    match: RegExpExecArray,
  ) => boolean;
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
/**
 * How many characters of values a rule reads and rejects per character before. Only texts that are made to be slow
 * have more: the rest of such a text is one value.
 */
const PATIENCE = 2;
const MIN_PATIENCE = 8192;

/** The values of the rule in `text`, in order, without overlap. */
export function find(rule: Rule, text: string): readonly Range[] {
  if (rule.search !== undefined) return rule.search(text);
  const { pattern } = rule;
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return NONE;
  const found: Range[] = [];
  let done = 0;
  let rejected = 0;
  for (; match !== null; match = pattern.exec(text)) {
    const range = rangeOf(rule, match, text, done);
    const isRejected =
      range === undefined ||
      rule.accepts?.(text.slice(range.start, range.end), text, range.start, match) === false;
    if (!isRejected) {
      found.push(range);
      done = range.end;
      pattern.lastIndex = Math.max(range.end, match.index + 1);
      continue;
    }
    if (rule.retries === true || match[0] === '') pattern.lastIndex = match.index + 1;
    if (rule.ends === undefined || range === undefined) continue;
    rejected += range.end - range.start;
    if (rejected > PATIENCE * match.index + MIN_PATIENCE) {
      found.push({ start: range.start, end: text.length });
      break;
    }
  }
  return found;
}

/** What the match says to be a value. */
function rangeOf(
  rule: Rule,
  match: RegExpExecArray,
  text: string,
  done: number,
): Range | undefined {
  const after = match.index + match[0].length;
  if (rule.ends !== undefined) {
    const end = rule.ends(text, after, match);
    return end === undefined || end <= after ? undefined : { start: after, end };
  }
  const { keep, before } = match.groups ?? {};
  const start = Math.max(match.index - (before?.length ?? 0) + (keep?.length ?? 0), done);
  return start < after ? { start, end: after } : undefined;
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
