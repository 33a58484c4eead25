// A text as its reader sees it: without escapes, entities, percent signs, colour codes and invisible
// characters. Values are found in this reading and replaced in the text as it was written.

import { encodedCharacters } from './encoded-characters.ts';
import type { Redactable } from './plain-text.ts';
import { replace, type Range } from './rule.ts';

interface Replaced extends Range {
  readonly placeholder: string;
}

/** Such a reading. */
export class DecodedText implements Redactable {
  text = '';
  /** Whether it has sequences for terminals, or tags. */
  readonly hasSequences: boolean = false;
  readonly #written: string;
  /** Where each character of `text` begins and ends as written. */
  #starts: Uint32Array;
  #ends: Uint32Array;
  readonly #replaced: Replaced[] = [];

  /** Reads `written` with `gap` for such sequences: they may part two words, or stand within one. */
  constructor(written: string, gap: '' | ' ') {
    this.#written = written;
    this.#starts = new Uint32Array(written.length);
    this.#ends = new Uint32Array(written.length);
    let done = 0;
    for (const { start, end, shown } of encodedCharacters(written)) {
      this.#copy(done, start);
      if (shown === undefined) this.hasSequences = true;
      this.#add(shown ?? gap, start, end);
      done = end;
    }
    this.#copy(done, written.length);
  }

  replace(ranges: readonly Range[], placeholder: string): void {
    const { length } = placeholder;
    for (const { start, end } of ranges) {
      this.#replaced.push({ start: this.#starts[start]!, end: this.#ends[end - 1]!, placeholder });
    }
    this.#starts = spliced(this.#starts, ranges, length, ({ start }) => this.#starts[start]!);
    this.#ends = spliced(this.#ends, ranges, length, ({ end }) => this.#ends[end - 1]!);
    this.text = replace(this.text, ranges, placeholder);
  }

  result(): string {
    const ranges = this.#replaced.toSorted((a, b) => a.start - b.start || b.end - a.end);
    let result = '';
    let done = 0;
    for (const { start, end, placeholder } of ranges) {
      // A later rule may have replaced more around an earlier value.
      if (start < done) continue;
      result += this.#written.slice(done, start) + placeholder;
      done = end;
    }
    return result + this.#written.slice(done);
  }

  #copy(start: number, end: number): void {
    const { length } = this.text;
    this.text += this.#written.slice(start, end);
    for (let at = start; at < end; at += 1) {
      this.#starts[length + at - start] = at;
      this.#ends[length + at - start] = at + 1;
    }
  }

  #add(shown: string, start: number, end: number): void {
    const { length } = this.text;
    this.text += shown;
    this.#starts.fill(start, length, length + shown.length);
    this.#ends.fill(end, length, length + shown.length);
  }
}

/** `positions` with `length` times `of(range)` in place of each range. */
function spliced(
  positions: Uint32Array,
  ranges: readonly Range[],
  length: number,
  of: (range: Range) => number,
): Uint32Array {
  const removed = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  const result = new Uint32Array(positions.length - removed + ranges.length * length);
  let done = 0;
  let at = 0;
  for (const range of ranges) {
    const kept = positions.subarray(done, range.start);
    result.set(kept, at);
    at += kept.length;
    result.fill(of(range), at, at + length);
    at += length;
    done = range.end;
  }
  result.set(positions.subarray(done, positions.length), at);
  return result;
}
