// A truncated text.

/** Extra characters that are kept until the text is redacted: a key may span the limit. */
const OVERLAP = 2048;

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
    this.#limit = limit;
    this.#beginning = limit === 0 ? '' : detached(text.slice(0, limit + OVERLAP));
    this.digest = digest;
  }

  /** The kept text after `redact`, with a note appended. */
  shown(redact: (text: string) => string): string {
    const kept = this.#limit === 0 ? '' : redact(this.#beginning).slice(0, this.#limit);
    return `${kept.toWellFormed()}… [truncated: ${this.length} characters]`;
  }
}

/** A copy of `text`: a slice would keep the whole original string alive. */
function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
