// Texts in which nothing was found to redact. Every call of a conversation repeats the messages before it, and
// all of them repeat instructions: each is examined once. Texts with something in them are not kept.

import { detached } from './cut-text.ts';

/** Shorter ones are examined as quickly as they are found. */
const SHORT = 32;
/** In characters, of one, and of all that were added since others were forgotten. */
const MAX_LENGTH = 2 ** 15;
const CAPACITY = 2 ** 18;

/** The clean texts of a set of rules. Those that were not seen for a while are forgotten, all at once. */
export class CleanTexts {
  #recent = new Set<string>();
  #older = new Set<string>();
  /** Of the recent ones. */
  #length = 0;

  /** Whether `text` was added; it is remembered for longer then. */
  has(text: string): boolean {
    if (!isKept(text)) return false;
    if (this.#recent.has(text)) return true;
    if (!this.#older.has(text)) return false;
    this.add(text);
    return true;
  }

  add(text: string): void {
    if (!isKept(text)) return;
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
