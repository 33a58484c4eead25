// Pieces of PromQL.

import { THRESHOLDS as T } from './thresholds.ts';

/** What `series` grew by in `window`, for each service. */
export function grown(series: string, window: string, labels = 'job'): string {
  return `sum by (${labels}) (increase(${series}[${window}]))`;
}

/** A share of a counter. Absent parts count as none. */
export function share(part: string, whole: string, window: string, labels = 'job'): string {
  return `(${grown(part, window, labels)} / ${grown(whole, window, labels)})`;
}

/** Nothing is said of shares of too little: `least` of `series` in `window`. */
export function enough(
  series: string,
  window: string,
  least: number = T.leastCalls,
  labels = 'job',
): string {
  return `${grown(series, window, labels)} >= ${least}`;
}

/** All must be true, on the same `labels`. */
export function every(conditions: readonly string[], labels = 'job'): string {
  return conditions.join(`\n  and on (${labels}) `);
}
