// The text a process writes to one of its streams, and who waits for a part of it.
import type { Readable } from 'node:stream';

interface Waiting {
  readonly pattern: string | RegExp;
  resolve(match: string): void;
  reject(error: Error): void;
}

/** Collects a stream as text. */
export class TextOutput {
  #text = '';
  #end: Error | undefined;
  #waiting: Waiting[] = [];

  constructor(stream: Readable) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      this.#text += piece;
      this.#waiting = this.#waiting.filter((waiting) => {
        const match = this.#find(waiting.pattern);
        if (match !== undefined) waiting.resolve(match);
        return match === undefined;
      });
    });
  }

  get text(): string {
    return this.#text;
  }

  /** Resolves with the matched text once it was written; rejects when the process ends before. */
  waitFor(pattern: string | RegExp): Promise<string> {
    const match = this.#find(pattern);
    if (match !== undefined) return Promise.resolve(match);
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => this.#waiting.push({ pattern, resolve, reject }));
  }

  /** Tells everybody who still waits that nothing more will come. */
  end(reason: Error): void {
    this.#end = reason;
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }

  #find(pattern: string | RegExp): string | undefined {
    if (typeof pattern === 'string') return this.#text.includes(pattern) ? pattern : undefined;
    return this.#text.match(pattern)?.[0];
  }
}
