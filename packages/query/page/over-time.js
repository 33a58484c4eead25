// The charts: latency, calls and errors, cost.

import { byId } from './element.js';
import { draw } from './charts.js';
import { toCount, toDuration, toMoney } from './format.js';

/**
 * @param {readonly any[]} groups statistics by period
 * @param {import('./filters.js').Filters} filters
 */
export function showOverTime(groups, { period, step, start, end }) {
  const found = new Map(groups.map((group) => [Date.parse(group.group[period]), group]));
  /** @type {number[]} */
  const times = [];
  for (let time = Math.floor(start / step) * step; time < end; time += step) times.push(time);
  const pick = (/** @type {string} */ name, /** @type {number | null} */ none) =>
    times.map((time) => found.get(time)?.[name] ?? none);

  const p95 = Math.max(0, ...pick('p95_ms', 0).map(Number));
  draw(
    byId('latency'),
    `Percentiles of latency by ${period}; the highest p95 is ${toDuration(p95)}`,
    times,
    [
      { title: 'p50', values: pick('p50_ms', null), colour: '--first', key: 'key-0' },
      {
        title: 'p95',
        values: pick('p95_ms', null),
        colour: '--second',
        key: 'key-1',
        dash: [8, 4],
      },
      { title: 'p99', values: pick('p99_ms', null), colour: '--third', key: 'key-2', dash: [2, 3] },
    ],
    toDuration,
  );
  const sum = (/** @type {string} */ name) =>
    groups.reduce((total, group) => total + (group[name] ?? 0), 0);
  draw(
    byId('calls-over-time'),
    `Calls by ${period}: ${toCount(sum('count'))}, of which ${toCount(sum('errors'))} failed`,
    times,
    [
      { title: 'calls', values: pick('count', 0), colour: '--bar', key: 'key-bar', isBar: true },
      { title: 'errors', values: pick('errors', 0), colour: '--bad', key: 'key-bad', isBar: true },
    ],
    toCount,
  );
  draw(
    byId('cost'),
    `Cost by ${period}: ${toMoney(sum('cost_usd'))}`,
    times,
    [{ title: 'cost', values: pick('cost_usd', 0), colour: '--bar', key: 'key-bar', isBar: true }],
    toMoney,
  );
}
