// Which calls the page is about. The address keeps it, so that it can be sent to somebody.

import { byId } from './element.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** @type {Record<string, readonly [length: number, step: number, period: string]>} */
const RANGES = {
  '15m': [15 * MINUTE, MINUTE, 'minute'],
  '1h': [HOUR, MINUTE, 'minute'],
  '6h': [6 * HOUR, MINUTE, 'minute'],
  '24h': [DAY, HOUR, 'hour'],
  '7d': [7 * DAY, HOUR, 'hour'],
  '30d': [30 * DAY, DAY, 'day'],
  '366d': [366 * DAY, DAY, 'day'],
};
const range = /** @type {HTMLSelectElement} */ (byId('range'));
const model = /** @type {HTMLSelectElement} */ (byId('model'));

/**
 * @typedef {object} Filters
 * @property {string} model empty for all
 * @property {string} period what one point of a chart is: minute, hour, day
 * @property {number} step its length in milliseconds
 * @property {number} start in milliseconds
 * @property {number} end
 */

/** @returns {Filters} what is chosen, up to now */
export function filters() {
  const [length, step, period] = RANGES[range.value] ?? /** @type {never} */ (RANGES['24h']);
  // What was written within this millisecond belongs to it.
  const end = Date.now() + 1;
  return { model: model.value, period, step, start: end - length, end };
}

/** @param {Filters} of */
export function toParameters({ model: name, start, end }) {
  return {
    start_time: new Date(start).toISOString(),
    end_time: new Date(end).toISOString(),
    model: name,
  };
}

/** @param {readonly string[]} names models that can be chosen */
export function offerModels(names) {
  const wanted = model.value;
  const all = [...new Set([...names, ...(wanted === '' ? [] : [wanted])])].toSorted();
  if (
    all.join('\n') ===
    [...model.options]
      .slice(1)
      .map(({ value }) => value)
      .join('\n')
  )
    return;
  model.replaceChildren(new Option('All models', ''), ...all.map((name) => new Option(name, name)));
  model.value = wanted;
}

/** Takes what the address says. */
export function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const wanted = given.get('range') ?? '24h';
  range.value = wanted in RANGES ? wanted : '24h';
  const name = given.get('model') ?? '';
  if (name !== '' && ![...model.options].some(({ value }) => value === name)) {
    model.append(new Option(name, name));
  }
  model.value = name;
}

/** Keeps what is chosen in the address. */
export function writeAddress() {
  const kept = new URLSearchParams({ range: range.value });
  if (model.value !== '') kept.set('model', model.value);
  history.replaceState(undefined, '', `#${kept}`);
}
