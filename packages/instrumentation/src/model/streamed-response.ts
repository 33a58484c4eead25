// Adds the chunks of a stream up to the response that the same call would return unstreamed.

import type { Response, Usage } from './response.ts';

/** The state of one streamed response; adapters feed it chunk by chunk. */
export class StreamedResponse {
  readonly metadata: Response = {};
  #finishReasons: (string | undefined)[] = [];

  /** Keeps the first id and model that the stream names: first chunks may have empty ones. */
  identify(id: string | undefined, model: string | undefined): void {
    this.metadata.id ||= id;
    this.metadata.model ||= model;
  }

  /** Keeps the newest usage: providers report running totals. */
  usage(usage: Usage): void {
    this.metadata.usage = usage;
  }

  /** Notes that choice `index` exists, and why it finished once that is known. */
  choice(index: number, finishReason: string | null | undefined): void {
    if (finishReason) this.#finishReasons[index] = finishReason;
    // A list of one takes no more than its place: thousands of streams may lie open.
    else if (index === 0 && this.#finishReasons.length === 0) this.#finishReasons = [undefined];
    else if (index >= this.#finishReasons.length) this.#finishReasons[index] = undefined;
  }

  /** Whether a choice has begun that does not say why it ends: the stream was closed before its last event. */
  get isUnfinished(): boolean {
    // A place that was never filled counts, too.
    return Array.from(this.#finishReasons).includes(undefined);
  }

  /** The response so far. A choice whose finish reason never arrived counts as `error`. */
  response(): Response {
    if (this.#finishReasons.length > 0) {
      this.metadata.finishReasons = Array.from(this.#finishReasons, (reason) => reason ?? 'error');
    }
    return this.metadata;
  }
}
