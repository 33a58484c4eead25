// Combines the chunks of a stream into the response that an unstreamed call would return.

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

  /** Keeps the latest usage: providers report running totals. */
  usage(usage: Usage): void {
    this.metadata.usage = usage;
  }

  /** Records that choice `index` exists, and its finish reason once known. */
  choice(index: number, finishReason: string | null | undefined): void {
    if (finishReason) this.#finishReasons[index] = finishReason;
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
