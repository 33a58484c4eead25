// A truncated text. What lies across the cut is redacted with what follows it, so that no head of a secret
// stays.

/** Extra characters that are kept until the text is redacted. */
export const OVERLAP = 2048;

/** Keys and tokens consist of these; other characters end them. */
const TOKEN = /^[\w.~+/=%@-]$/;
/** Words and sequences have one kind of character; keys are mixed. */
const MIXED = [/[a-z]/, /[A-Z]/, /\d/];
const PLACEHOLDER = /\[[A-Z]{2,16}(?::\w{1,32})?\]/y;

/** The beginning of a text that is too long. */
export class CutText {
  /** Of the full text. */
  readonly length: number;
  readonly #limit: number;
  readonly #beginning: string;
  /** Of the full text, if requested. */
  readonly digest: string | undefined;

  /** Keeps `limit` characters of `text`. */
  constructor(text: string, limit: number, digest?: string) {
    this.length = text.length;
    this.digest = digest;
    const end = limit === 0 ? 0 : endOfWhole(text, limit);
    this.#limit = Math.min(limit, end);
    this.#beginning = detached(text.slice(0, end));
  }

  /** The kept text after `redact`. */
  kept(redact: (text: string) => string): string {
    if (this.#limit === 0) return '';
    const short = redact(this.#beginning.slice(0, this.#limit));
    if (this.#limit === this.#beginning.length) return short.toWellFormed();
    return agreed(short, redact(this.#beginning)).toWellFormed();
  }

  /** The same with a note appended. */
  shown(redact: (text: string) => string): string {
    return `${this.kept(redact)}… [truncated: ${this.length} characters]`;
  }
}

/** `text` redacted; at most `limit` characters of it, before redaction. */
export function redactStart(text: string, limit: number, redact: (text: string) => string): string {
  return text.length <= limit ? redact(text) : new CutText(text, limit).shown(redact);
}

/**
 * A copy of `text`: a slice would keep the whole original string alive. A slice of two joined texts is one of a new
 * string, which has one byte for each character if the text has; by way of a buffer it would have two.
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}

/**
 * Where to end `text`, which is longer than `limit`: with the overlap, but never inside of what may be a token.
 * A token longer than the overlap is dropped from its start.
 */
function endOfWhole(text: string, limit: number): number {
  const end = limit + OVERLAP;
  if (text.length <= end) return text.length;
  let start = end;
  while (start > 0 && TOKEN.test(text[start - 1]!)) start -= 1;
  return start > limit || looksSecret(text.slice(start, end)) ? start : end;
}

function looksSecret(run: string): boolean {
  return MIXED.filter((kind) => kind.test(run)).length > 1;
}

/**
 * The common beginning of the text up to the limit and of the longer one, both redacted: they differ where
 * something lies across the limit. If that was replaced in the longer one, with its placeholder.
 */
function agreed(short: string, long: string): string {
  let length = 0;
  while (length < short.length && short[length] === long[length]) length += 1;
  if (length === short.length) return short;
  // Two placeholders may begin alike.
  const open = long.lastIndexOf('[', length);
  PLACEHOLDER.lastIndex = open;
  const [placeholder] = open < 0 ? [] : (PLACEHOLDER.exec(long) ?? []);
  return placeholder !== undefined && open + placeholder.length > length
    ? long.slice(0, open) + placeholder
    : long.slice(0, length);
}
