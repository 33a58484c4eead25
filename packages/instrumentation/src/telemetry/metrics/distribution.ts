// A histogram with explicit buckets: like the SDK's, without the hash of all attributes
// that the SDK computes for every value.

/** The number of values per bucket. */
export class Distribution {
  readonly boundaries: readonly number[];
  /** One more than the boundaries; a boundary value counts below it. */
  readonly counts: number[];
  sum = 0;
  count = 0;
  min = Infinity;
  max = -Infinity;

  constructor(boundaries: readonly number[]) {
    this.boundaries = boundaries;
    this.counts = Array.from({ length: boundaries.length + 1 }, () => 0);
  }

  /** Counts one value. */
  record(value: number): void {
    const { boundaries, counts } = this;
    let bucket = 0;
    while (bucket < boundaries.length && value > boundaries[bucket]!) bucket++;
    counts[bucket]!++;
    this.count++;
    this.sum += value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }
}
