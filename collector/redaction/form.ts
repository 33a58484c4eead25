// What a rule of the package becomes in the collector: RE2 has no look-around, and its components no code of ours.

/** One statement of the collector. All patterns are RE2. */
export interface Form {
  readonly pattern: string;
  /** The placeholder; `$1` keeps the first group. */
  readonly replacement: string;
  /**
   * Its look, where it has none in common with others: the shorter, the cheaper. The pattern, unless told. Texts are
   * looked at as strings of JSON: a line break is `\n` there.
   */
  readonly sign?: string;
  /** Decides whether there is a look for the sign at all. */
  readonly gate?: Gate;
  /**
   * Says of all texts of a span together whether the pattern is worth a look. It begins with a literal: Go skips to
   * that, where it walks through everything else letter by letter. Without one, the pattern is its own.
   */
  readonly look?: Look;
}

/** Patterns of which one must match. */
export interface Look {
  /** A word for readers; the forms of one look share a name. */
  readonly name: string;
  readonly patterns: readonly string[];
  /** Whether the patterns are in small letters, for names of attributes too and for a text in any case. */
  readonly isLower?: boolean;
  readonly gate?: Gate;
}

/** What every text that several looks are for has, and nearly no other: one look for it in place of many. */
export interface Gate {
  readonly name: string;
  /** One must match. */
  readonly patterns: readonly string[];
}

/** White space in a text, or in a string of JSON. */
export const SPACE = String.raw`(?:\s|\\[nrtf])`;
/** What gives a value to a name: of the attributes themselves the names are looked at, too. */
export const ASSIGNED: Gate = { name: 'assigned', patterns: [':', '='] };

/** Where a number may begin in a text, or in one that JSON has escaped; it is kept as the first group. */
export const BEFORE = String.raw`(^|[^\w.-]|\\(?:[nrtbf]|u[0-9a-fA-F]{4}))`;
/** The same for a key: dots and dashes may precede it. */
export const BEFORE_KEY = String.raw`(^|[^A-Za-z0-9]|\\(?:[nrtbf]|u[0-9a-fA-F]{4}))`;
