// The places of many records, as plain numbers: an object for each would take six times the memory.

import type { Place } from './record-files.ts';

const CHUNK = 16_384;
/** Numbers of a place. */
const WIDTH = 4;

/** A list of places. */
export class PlaceList {
  readonly #chunks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(place: Place): void {
    const at = this.#length % CHUNK;
    if (at === 0) this.#chunks.push(new Float64Array(WIDTH * CHUNK));
    const { file_number: file, line_offset: offset, line_length: length, line_part: part } = place;
    this.#chunks.at(-1)!.set([file, offset, length, part], at * WIDTH);
    this.#length += 1;
  }

  /** Up to `count` places from `start` on. */
  slice(start: number, count: number): Place[] {
    const size = Math.max(0, Math.min(count, this.#length - start));
    return Array.from({ length: size }, (_, index) => this.#at(start + index));
  }

  #at(index: number): Place {
    const chunk = this.#chunks[Math.floor(index / CHUNK)]!;
    const at = (index % CHUNK) * WIDTH;
    return {
      file_number: chunk[at]!,
      line_offset: chunk[at + 1]!,
      line_length: chunk[at + 2]!,
      line_part: chunk[at + 3]!,
    };
  }
}
