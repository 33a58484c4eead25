// Combines the chunks of a stream into the response that an unstreamed call would return.

import { placeOf } from './place.ts';
import type { Response, Usage } from './response.ts';

/** The state of one streamed response; adapters add its chunks. */
export class StreamedResponse {
  readonly metadata: Response = {};
  #finishReasons: (string | undefined)[] = [];
  #isEnded = false;

  /** Keeps the first id and model in the stream: first chunks may have empty ones. */
  identify(id: string | undefined, model: string | undefined): void {
    this.metadata.id ||= id;
    this.metadata.model ||= model;
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
    if (typeof finishReason === 'string' && finishReason !== '')
      this.#finishReasons[index] = finishReason;
    // A list of one only takes its own space: thousands of streams may be open.
    else if (index === 0 && this.#finishReasons.length === 0) this.#finishReasons = [undefined];
    else if (index >= this.#finishReasons.length) this.#finishReasons[index] = undefined;
  }

  /** The last event of a stream that has no finish reasons has arrived. */
  ended(): void {
    this.#isEnded = true;
  }

  /** Whether a choice has no finish reason yet: the stream was closed before its last event. */
  get isUnfinished(): boolean {
    // A slot that was never filled counts, too.
    return Array.from(this.#finishReasons).includes(undefined);
  }

  /** Whether nothing has said that the stream ends. */
  get saysNoEnd(): boolean {
    return !this.#isEnded && this.#finishReasons.length === 0 && !this.metadata.finishReasons;
  }

  /** The response so far. A choice whose finish reason never arrived counts as `error`. */
  response(): Response {
    if (this.#finishReasons.length > 0) {
      this.metadata.finishReasons = Array.from(this.#finishReasons, (reason) => reason ?? 'error');
    }
    return this.metadata;
  }
}

function definedOf(usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined));
}
