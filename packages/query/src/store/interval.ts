// Confidence of a mean: Student's 95 % intervals.

const NORMAL_QUANTILE = 1.959963984540054;
/** The expansion below needs 3 degrees of freedom. */
const FEW: readonly number[] = [Infinity, 12.706204736432095, 4.302652729696142];

/** From, to. */
export type Interval = readonly [from: number, to: number];

/** Sample statistics. */
export interface Sample {
  readonly count: number;
  readonly mean: number | null;
  /** With `count - 1` as denominator. */
  readonly deviation: number | null;
}

/** The 95 % confidence interval of the mean; `null` for fewer than two values. */
export function meanInterval({ count, mean, deviation }: Sample): Interval | null {
  if (count < 2 || mean === null || deviation === null) return null;
  const margin = (studentQuantile(count - 1) * deviation) / Math.sqrt(count);
  return [mean - margin, mean + margin];
}

/** The 95 % confidence interval of `b - a`, by Welch's method. */
export function differenceInterval(a: Sample, b: Sample): Interval | null {
  if (a.count < 2 || b.count < 2 || a.mean === null || b.mean === null) return null;
  const varianceA = (a.deviation ?? 0) ** 2 / a.count;
  const varianceB = (b.deviation ?? 0) ** 2 / b.count;
  const variance = varianceA + varianceB;
  const difference = b.mean - a.mean;
  if (variance === 0) return [difference, difference];
  const freedom = variance ** 2 / (varianceA ** 2 / (a.count - 1) + varianceB ** 2 / (b.count - 1));
  const margin = studentQuantile(freedom) * Math.sqrt(variance);
  return [difference - margin, difference + margin];
}

/**
 * The 97.5 % quantile of Student's distribution: the Cornish-Fisher expansion around the normal one
 * (Abramowitz and Stegun 26.7.5), within 1 % from 3 degrees of freedom on.
 */
export function studentQuantile(freedom: number): number {
  const few = FEW[Math.floor(freedom)];
  if (few !== undefined) return few;
  const z = NORMAL_QUANTILE;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, at) => sum + term / freedom ** (at + 1), z);
}
