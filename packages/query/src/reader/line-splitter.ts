// Splits bytes into lines. The longest allowed line bounds memory use.

const NEWLINE = 10;

/** Maximum line length in bytes: the writer's limit plus some slack. */
export const LINE_LIMIT = 1024 * 1024 + 64 * 1024;

/** A line, or the text after the last newline. */
export interface Line {
  /** Byte offset in the file. */
  readonly offset: number;
  /** Bytes, without the newline. */
  readonly length: number;
  /** Absent if the line is too long. */
  readonly bytes: Buffer | undefined;
}

/** Splits consecutive chunks of a file into lines. */
export class LineSplitter {
  readonly #limit: number;
  #lineStart: number;
  #kept: Buffer[] = [];
  #length = 0;

  /** @param offset - file offset of the first chunk */
  constructor(offset: number, limit: number = LINE_LIMIT) {
    this.#lineStart = offset;
    this.#limit = limit;
  }

  /** The lines that end within `chunk`, which is kept by reference until its last line has ended. */
  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#keep(chunk.subarray(start, end));
      lines.push(this.#line());
      this.#lineStart += this.#length + 1;
      this.#kept = [];
      this.#length = 0;
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  /** File offset behind the last chunk. */
  get end(): number {
    return this.#lineStart + this.#length;
  }

  /** The unterminated text. */
  rest(): Line | undefined {
    return this.#length === 0 ? undefined : this.#line();
  }

  #keep(bytes: Buffer): void {
    this.#length += bytes.length;
    if (this.#length > this.#limit) this.#kept = [];
    else if (bytes.length > 0) this.#kept.push(bytes);
  }

  #line(): Line {
    const isTooLong = this.#length > this.#limit;
    const bytes = this.#kept.length === 1 ? this.#kept[0] : Buffer.concat(this.#kept);
    return {
      offset: this.#lineStart,
      length: this.#length,
      bytes: isTooLong ? undefined : bytes,
    };
  }
}
