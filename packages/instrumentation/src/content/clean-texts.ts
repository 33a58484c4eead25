// Texts in which nothing was found to redact. Every call of a conversation repeats the messages before it, and
// all of them repeat instructions: each is examined once. Texts with something in them are not kept.

import { detached } from './cut-text.ts';

/** Shorter ones are examined as quickly as they are found. */
const SHORT = 32;
/** In characters, of one, and of all that were added since others were forgotten. */
const MAX_LENGTH = 2 ** 15;
const CAPACITY = 2 ** 18;
/** A key has the first characters of a text, where templates differ, and then every so many: a hash of all takes as long as most rules. */
const HEAD = 16;
const STEP = 7;
const MAX_KEYS = 2 ** 12;

/**
 * The clean texts of a set of rules, from their second time on: most are never seen again. Those that were not seen for
 * a while are forgotten, all at once.
 */
export class CleanTexts {
  #recent = new Set<string>();
  #older = new Set<string>();
  /** Of the recent ones. */
  #length = 0;
  /** Of texts that were seen. */
  readonly #keys = new Set<number>();

  /** Whether `text` was added; it is remembered for longer then. */
  has(text: string): boolean {
    if (!isKept(text) || !this.#keys.has(keyOf(text))) return false;
    if (this.#recent.has(text)) return true;
    if (!this.#older.has(text)) return false;
    this.#keep(text);
    return true;
  }

  add(text: string): void {
    if (!isKept(text)) return;
    const key = keyOf(text);
    if (this.#keys.has(key)) {
      this.#keep(text);
      return;
    }
    if (this.#keys.size >= MAX_KEYS) this.#keys.clear();
    this.#keys.add(key);
  }

  #keep(text: string): void {
    if (this.#length + text.length > CAPACITY) {
      this.#older = this.#recent;
      this.#recent = new Set();
      this.#length = 0;
    }
    this.#recent.add(detached(text));
    this.#length += text.length;
  }
}

function isKept({ length }: string): boolean {
  return length > SHORT && length <= MAX_LENGTH;
}

/** A number of its length and of some of its characters. */
function keyOf(text: string): number {
  let key = text.length;
  for (let at = 0; at < text.length; at += at < HEAD ? 1 : STEP) {
    key = (Math.imul(key, 31) + text.charCodeAt(at)) | 0;
  }
  return key;
}
