// Numbers and times as people read them; shorter than on the command line, for the labels of charts.

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const cents = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const small = new Intl.NumberFormat('en-US', {
  minimumSignificantDigits: 2,
  maximumSignificantDigits: 3,
});
const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const DAY_SECONDS = 86_400;
const NONE = '–';

/** @typedef {number | null | undefined} Value */

/** @param {Value} value */
export function toCount(value) {
  return value === null || value === undefined ? NONE : whole.format(value);
}

/** @param {Value} value */
export function toCompact(value) {
  return value === null || value === undefined ? NONE : compact.format(value);
}

/** @param {Value} ms */
export function toDuration(ms) {
  if (ms === null || ms === undefined) return NONE;
  if (ms === 0) return '0 ms';
  if (ms >= 10_000) return `${short.format(ms / 1000)} s`;
  return ms < 10 ? `${small.format(ms)} ms` : `${whole.format(ms)} ms`;
}

/** @param {Value} dollars */
export function toMoney(dollars) {
  if (dollars === null || dollars === undefined) return NONE;
  return `$${(dollars >= 1 || dollars === 0 ? cents : small).format(dollars)}`;
}

/** @param {number} share from 0 to 1 */
export function toPercent(share) {
  return `${short.format(share * 100)} %`;
}

/** @param {string | number | Date} date */
export function toTime(date) {
  const made = new Date(date);
  return Number.isNaN(made.getTime()) ? NONE : time.format(made);
}

/**
 * Marks of an axis: the time of day, or the day where it begins.
 *
 * @param {readonly number[]} seconds
 * @param {number} step between two of them, in seconds
 */
export function toMarks(seconds, step) {
  return seconds.map((second) => {
    const date = new Date(second * 1000);
    const isMidnight = date.getHours() === 0 && date.getMinutes() === 0;
    return step >= DAY_SECONDS || isMidnight ? day.format(date) : clock.format(date);
  });
}

/**
 * What an operation is called: its name may be the same for all of its kind.
 *
 * @param {unknown} name
 * @param {...unknown} subjects what it is about; the first one that is known counts
 */
export function toLabel(name, ...subjects) {
  const subject = subjects.find((one) => typeof one === 'string' && one !== '');
  const text = String(name);
  return typeof subject !== 'string' || text.includes(subject) ? text : `${text} ${subject}`;
}
