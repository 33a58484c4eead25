// Batches lines into one write (`LLM_OTEL_LOG_MODE=batch`).

/** Bytes, about: a character counts as one. */
const LIMIT = 64 * 1024;
/** Milliseconds. */
const WAIT = 200;

/** Collects lines and passes them on: when full, after a delay, or on request. */
export class LineBatch {
  readonly #write: (text: string, count: number) => void;
  #text = '';
  #count = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (text: string, count: number) => void) {
    this.#write = write;
  }

  /** Adds one line with its end. */
  add(line: string): void {
    if (this.#text.length + line.length > LIMIT) this.flush();
    this.#text += line;
    this.#count += 1;
    if (this.#text.length >= LIMIT) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), WAIT).unref();
  }

  /** Writes what is there. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#count === 0) return;
    const [text, count] = [this.#text, this.#count];
    this.#text = '';
    this.#count = 0;
    this.#write(text, count);
  }
}
