// Combines the chunks of a stream into the response that an unstreamed call would return.

import { placeOf } from './place.ts';
import type { Response, Usage } from './response.ts';

/** The state of one streamed response; adapters add its chunks. */
export class StreamedResponse {
  readonly metadata: Response = {};
  #choiceCount = 0;
  /** By choice; absent until there is one: thousands of streams may be open. */
  #finishReasons: string[] | undefined;
  #isEnded = false;

  /** Keeps the first id and model in the stream: first chunks may have empty ones. */
  identify(id: string | undefined, model: string | undefined): void {
    this.metadata.id ||= id;
    this.metadata.model ||= model;
  }

  /** Keeps the first value of a field. One that never comes takes no memory. */
  first<Key extends keyof Response>(key: Key, value: Response[Key] | null): void {
    if (value === undefined || value === null) return;
    this.metadata[key] ??= value;
  }

  /** Keeps the latest of each count: providers report running totals, some of them apart. */
  usage(usage: Usage): void {
    const known = this.metadata.usage;
    if (known === undefined) this.metadata.usage = usage;
    else this.metadata.usage = { ...known, ...definedOf(usage) };
  }

  /** Records that choice `index` exists, and its finish reason once known. */
  choice(given: number, finishReason: string | null | undefined): void {
    const index = placeOf(given);
    if (index >= this.#choiceCount) this.#choiceCount = index + 1;
    if (typeof finishReason === 'string' && finishReason !== '') {
      (this.#finishReasons ??= [])[index] = finishReason;
    }
  }

  /** The last event of a stream that has no finish reasons has arrived. */
  ended(): void {
    this.#isEnded = true;
  }

  /** Whether a choice has no finish reason yet: the stream was closed before its last event. */
  get isUnfinished(): boolean {
    return this.#reasons().includes(undefined);
  }

  /** Whether nothing has said that the stream ends. */
  get saysNoEnd(): boolean {
    return !this.#isEnded && this.#choiceCount === 0 && !this.metadata.finishReasons;
  }

  /** The response so far. A choice whose finish reason never arrived counts as `error`. */
  response(): Response {
    if (this.#choiceCount > 0) {
      this.metadata.finishReasons = this.#reasons().map((reason) => reason ?? 'error');
    }
    return this.metadata;
  }

  #reasons(): (string | undefined)[] {
    return Array.from({ length: this.#choiceCount }, (_, index) => this.#finishReasons?.[index]);
  }
}

function definedOf(usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined));
}
