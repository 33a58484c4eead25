// Pieces of PromQL.

import { THRESHOLDS as T, type Windows } from './thresholds.ts';

/** What `series` grew by in `window`, for each service. */
export function grown(series: string, window: string, labels = 'job'): string {
  return `sum by (${labels}) (increase(${series}[${window}]))`;
}

/** A share of a counter; there is none where there is no part. */
export function share(part: string, whole: string, window: string, labels = 'job'): string {
  return `(${grown(part, window, labels)} / ${grown(whole, window, labels)})`;
}

/** The same where little is bad: without any part it is 0. */
export function shareOrZero(part: string, whole: string, window: string, labels = 'job'): string {
  const all = grown(whole, window, labels);
  return `((${grown(part, window, labels)} or 0 * ${all}) / ${all})`;
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

/** The mean of a histogram's values. */
export function meanOf(histogram: string, window: string, labels: string): string {
  return `(${grown(`${histogram}_sum`, window, labels)} / ${grown(`${histogram}_count`, window, labels)})`;
}

/** Scores of the last hour that are lower than those of the last week. */
export function dropped(histogram: string, w: Windows, labels: string): string {
  return every(
    [
      `${meanOf(histogram, w.hour, labels)} < ${T.scoreDrop} * ${meanOf(histogram, w.week, labels)}`,
      enough(`${histogram}_count`, w.hour, T.leastCalls, labels),
    ],
    labels,
  );
}
