// Numbers over time: a drawing for the eye, a table for everybody else.

import uPlot from './uplot.js';
import { element, table } from './element.js';
import { toMarks, toTime } from './format.js';

/**
 * @typedef {object} Series
 * @property {string} title
 * @property {readonly (number | null)[]} values
 * @property {string} colour name of a custom property of the style sheet
 * @property {readonly number[]} [dash]
 * @property {boolean} [isBar]
 * @property {string} key classes of its sign in the legend
 */

const HEIGHT = 200;
const MOST_POINTS = 120;
/** @type {Map<HTMLElement, { plot: uPlot, shape: string }>} */
const plots = new Map();
const resized = new ResizeObserver((entries) => {
  for (const { target, contentRect } of entries) {
    const shown = plots.get(/** @type {HTMLElement} */ (target.parentElement));
    if (shown && contentRect.width > 0)
      shown.plot.setSize({ width: contentRect.width, height: HEIGHT });
  }
});

/**
 * Draws, or brings up to date what was drawn.
 *
 * @param {HTMLElement} place
 * @param {string} label what is drawn, in one sentence
 * @param {readonly number[]} times in milliseconds
 * @param {readonly Series[]} series
 * @param {(value: number | null | undefined) => string} toText
 */
export function draw(place, label, times, series, toText) {
  const data = /** @type {uPlot.AlignedData} */ ([
    times.map((time) => time / 1000),
    ...series.map(({ values }) => [...values]),
  ]);
  const shape = series.map(({ title }) => title).join();
  const old = plots.get(place);
  if (old?.shape === shape && place.isConnected && place.firstChild) {
    old.plot.setData(data);
  } else {
    old?.plot.destroy();
    plots.set(place, { plot: make(place, data, series, toText), shape });
  }
  place.querySelector('.plot')?.setAttribute('aria-label', label);
  const rows = times.flatMap((time, at) =>
    series.some(({ values }) => values[at])
      ? [[toTime(time), ...series.map(({ values }) => toText(values[at]))]]
      : [],
  );
  const columns = series.map(({ title }) => ({ title, isNumber: true }));
  place
    .querySelector('details > div')
    ?.replaceChildren(table(label, [{ title: 'From' }, ...columns], rows));
}

/** Draws anew with the colours of the style sheet. */
export function forgetDrawings() {
  for (const { plot } of plots.values()) plot.destroy();
  plots.clear();
}

/**
 * @param {HTMLElement} place
 * @param {uPlot.AlignedData} data
 * @param {readonly Series[]} series
 * @param {(value: number | null | undefined) => string} toText
 */
function make(place, data, series, toText) {
  const style = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  const values = series.map(() => element('b'));
  const legend = element(
    'ul',
    { class: 'legend', 'aria-hidden': 'true' },
    ...series.map(({ title, key }, at) =>
      element(
        'li',
        {},
        element('span', { class: `key ${key}` }),
        `${title} `,
        /** @type {Node} */ (values[at]),
      ),
    ),
  );
  const drawing = element('div', { class: 'plot', role: 'img' });
  const details = element('details', {}, element('summary', {}, 'Show as a table'), element('div'));
  place.replaceChildren(legend, drawing, details);
  const axis = {
    stroke: colour('--soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: '12px system-ui, sans-serif',
  };
  const plot = new uPlot(
    {
      width: drawing.clientWidth || 600,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, sync: { key: 'time' }, drag: { x: false, y: false } },
      scales: {
        // Half of a bar stands before its time.
        x: { range: (_, from, to) => widen(from, to, data[0].length) },
        y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] },
      },
      axes: [
        {
          ...axis,
          size: 34,
          space: 80,
          values: (_, splits, __, ___, step) => toMarks(splits, step),
        },
        { ...axis, size: 70, values: (_, splits) => splits.map((value) => toText(value)) },
      ],
      series: [
        {},
        ...series.map(({ title, colour: name, dash, isBar }) => ({
          label: title,
          stroke: colour(name),
          width: isBar ? 0 : 2,
          ...(dash && { dash: [...dash] }),
          ...(isBar && { fill: colour(name), paths: uPlot.paths.bars?.({ size: [0.7, 24] }) }),
          points: { show: !isBar && data[0].length <= MOST_POINTS, size: 5 },
        })),
      ],
      hooks: {
        setCursor: [
          (self) => {
            const at = self.cursor.idx;
            for (const [number, value] of values.entries()) {
              value.textContent =
                at === null || at === undefined ? '' : toText(self.data[number + 1]?.[at]);
            }
          },
        ],
      },
    },
    data,
    drawing,
  );
  resized.observe(drawing);
  return plot;
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} count
 * @returns {[number, number]}
 */
function widen(from, to, count) {
  const half = count > 1 ? (to - from) / (count - 1) / 2 : 1;
  return [from - half, to + half];
}
