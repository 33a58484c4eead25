// The two numbers reported for a series.

/** The median and the interquartile range. */
export function summarize(values: readonly number[]): { median: number; spread: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)]!;
  return { median: at(0.5), spread: at(0.75) - at(0.25) };
}

/** `1.23 ± 0.04`, in the unit of the values. */
export function show(values: readonly number[], digits = 2): string {
  const { median, spread } = summarize(values);
  return `${median.toFixed(digits)} ± ${spread.toFixed(digits)}`;
}
