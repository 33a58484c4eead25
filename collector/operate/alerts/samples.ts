// Series for the tests of alerts, in promtool's notation.

import type { Series } from '../rule.ts';
import { LABEL, NAME } from '../recording.ts';

/** The service of every test. */
export const JOB = 'shop';
export const OF_JOB = { job: JOB };

const CALL = {
  [LABEL.operation]: 'chat',
  [LABEL.provider]: 'openai',
  [LABEL.model]: 'gpt-4o',
};
/** An hour by the minute, and eight days by five minutes. */
const HOUR = 60;
const DAY = 288;
const WEEK = 7 * DAY;
const LAST = 24;

/** A series of `JOB`. */
export function series(name: string, labels: Readonly<Record<string, string>> = {}): string {
  const all = { job: JOB, instance: 'one', ...labels };
  const text = Object.entries(all).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${text.join(', ')}}`;
}

/** A series of a call of a model. */
export function ofCall(name: string, labels: Readonly<Record<string, string>> = {}): string {
  return series(name, { ...CALL, ...labels });
}

/** Grows by `step` a minute, for `minutes`. */
export function growing(step: number, minutes = 2 * HOUR): string {
  return `0+${step}x${minutes}`;
}

/** Grows by `step` every five minutes for eight days, and by `last` in the last two hours. */
export function week(step: number, last = step): string {
  const before = WEEK + DAY - LAST;
  const reached = step * before;
  return `0+${step}x${before} ${reached + last}+${last}x${LAST - 1}`;
}

/** Stays at `value` for eight days, and at `last` in the last two hours. */
export function level(value: number, last = value): string {
  return `${value}x${WEEK + DAY - LAST} ${last}x${LAST - 1}`;
}

/** Calls by the minute: those that succeed, and those that fail with `errorType`. */
export function calls(good: number, bad = 0, errorType = '500'): Series {
  const count = `${NAME.inference}_count`;
  return {
    [ofCall(count)]: growing(good),
    ...(bad > 0 && { [ofCall(count, { [LABEL.errorType]: errorType })]: growing(bad) }),
  };
}

/** The buckets of `metric`: `fast` calls a minute up to `bound`, `slow` ones above it. */
export function buckets(metric: string, bound: number, fast: number, slow: number): Series {
  return {
    [ofCall(`${metric}_bucket`, { le: String(bound) })]: growing(fast),
    [ofCall(`${metric}_bucket`, { le: '+Inf' })]: growing(fast + slow),
    [ofCall(`${metric}_count`)]: growing(fast + slow),
  };
}

/** Ten scores every five minutes for a week, whose sum is `usual`, and `last` in the last two hours. */
export function scored(
  histogram: string,
  labels: Readonly<Record<string, string>>,
  usual: number,
  last: number,
): Series {
  return {
    [series(`${histogram}_sum`, labels)]: week(usual, last),
    [series(`${histogram}_count`, labels)]: week(10),
  };
}
