// Texts in which nothing was found to redact. Every call of a conversation repeats the messages before it, and
// all of them repeat instructions: each is examined once. Texts with something in them are not kept.

import { detached } from './cut-text.ts';

/** Shorter ones are examined as quickly as they are found. */
const SHORT = 32;
/** In characters, of all together and of one. */
const CAPACITY = 2 ** 19;
const MAX_LENGTH = 2 ** 15;

/** The clean texts of a set of rules; the oldest go first. */
export class CleanTexts {
  readonly #texts = new Set<string>();
  #length = 0;

  has(text: string): boolean {
    return text.length > SHORT && text.length <= MAX_LENGTH && this.#texts.has(text);
  }

  add(text: string): void {
    if (text.length <= SHORT || text.length > MAX_LENGTH || this.#texts.has(text)) return;
    this.#texts.add(detached(text));
    this.#length += text.length;
    for (const oldest of this.#texts) {
      if (this.#length <= CAPACITY) break;
      this.#texts.delete(oldest);
      this.#length -= oldest.length;
    }
  }
}
