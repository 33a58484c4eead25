// The numbers reported for a series.

/** The quartiles. */
export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** The median and the quartiles of at least one value. */
export function quartiles(values: readonly number[]): Quartiles {
  const [lower, middle, upper] = [0.25, 0.5, 0.75].map((share) => percentile(values, share));
  return { lower: lower!, median: middle!, upper: upper! };
}

/** The median of at least one value. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value at a share of at least one value, between the two nearest: 0.99 for the 99th percentile. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return below + (above - below) * (place - Math.floor(place));
}
