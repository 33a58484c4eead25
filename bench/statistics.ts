// The numbers reported for a series.

/** The quartiles, by the nearest rank. */
export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** The median and the quartiles of at least one value. */
export function quartiles(values: readonly number[]): Quartiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)]!;
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** The median of at least one value. */
export function median(values: readonly number[]): number {
  return quartiles(values).median;
}
