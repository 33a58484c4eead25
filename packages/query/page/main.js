// Brings the page up to date: when it opens, when something is chosen, and every few seconds.

import { ApiError, ask } from './api.js';
import { forgetDrawings } from './charts.js';
import { byId, element } from './element.js';
import { filters, offerModels, readAddress, toParameters, writeAddress } from './filters.js';
import { toTime } from './format.js';
import { showOverTime } from './over-time.js';
import { showErrors, showModels, showNewest, showSummary } from './tables.js';
import { askForToken } from './token.js';

const EVERY_MS = 10_000;
const NEWEST = 25;
const MOST_GROUPS = 10_000;
const content = byId('content');
const live = /** @type {HTMLInputElement} */ (byId('live'));
/** @type {AbortController | undefined} */
let running;

/** @param {boolean} isAsked whether a person is waiting for it */
async function refresh(isAsked) {
  if (running !== undefined && !isAsked) return;
  running?.abort();
  const mine = new AbortController();
  running = mine;
  if (isAsked) byId('status').textContent = 'Loading …';
  content.setAttribute('aria-busy', 'true');
  try {
    await load(mine.signal);
    byId('problem').hidden = true;
    // Who listens is not told every few seconds.
    if (isAsked) byId('status').textContent = `As of ${toTime(Date.now())}`;
  } catch (error) {
    if (!mine.signal.aborted) tell(/** @type {Error} */ (error));
  } finally {
    if (running === mine) {
      running = undefined;
      content.setAttribute('aria-busy', 'false');
    }
  }
}

/** One question after the other: the service answers a few at once, and others want to ask too. @param {AbortSignal} signal */
async function load(signal) {
  const chosen = filters();
  const calls = toParameters(chosen);
  const stats = (/** @type {Record<string, string>} */ of) =>
    ask('/v1/stats', { ...calls, limit: MOST_GROUPS, ...of }, signal);
  const logs = await ask(
    '/v1/logs',
    { ...calls, type: 'model', order: 'desc', limit: NEWEST },
    signal,
  );
  const summary = await ask('/v1/metrics', calls, signal);
  const overTime = await stats({ group_by: chosen.period });
  const models = await stats({ group_by: 'model_id', order_by: 'tokens', model: '' });
  const errors = await stats({ group_by: 'error_code,model_id', status: 'failure' });

  offerModels(models.groups.flatMap((/** @type {any} */ { group }) => group.model_id ?? []));
  content.classList.remove('is-loading');
  const isEmpty = summary.total_requests === 0;
  content.hidden = isEmpty;
  if (isEmpty) tellEmpty(logs.log.read > 0);
  byId('empty').hidden = !isEmpty;
  if (isEmpty) return;
  const isShown = (/** @type {any} */ { group }) =>
    chosen.model === '' || group.model_id === chosen.model;
  showSummary(summary);
  showOverTime(overTime.groups, chosen);
  showModels(models.groups.filter(isShown));
  showErrors(errors.groups);
  showNewest(logs.logs);
}

/** @param {boolean} hasRecords whether there are records at all */
function tellEmpty(hasRecords) {
  byId('empty-title').textContent = hasRecords ? 'No calls in this time' : 'No calls yet';
  byId('empty-text').textContent = hasRecords
    ? 'Choose a longer time or another model.'
    : 'Start your program with the preload, in the directory of its log. Its calls appear here.';
  byId('empty-code').hidden = hasRecords;
  byId('empty-code').textContent = 'node --require llm-otel/register app.js';
}

/** @param {Error} error */
function tell(error) {
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 401) {
    askForToken(() => void refresh(true));
    return;
  }
  const again = element(
    'button',
    { type: 'button', onclick: () => void refresh(true) },
    'Try again',
  );
  byId('problem').replaceChildren(element('span', {}, error.message), again);
  byId('problem').hidden = false;
  byId('status').textContent = '';
  content.classList.remove('is-loading');
  // What was shown before is better than nothing, as long as it says so.
  content.hidden = byId('summary').childElementCount === 0;
}

readAddress();
byId('filters').addEventListener('change', (event) => {
  writeAddress();
  if (event.target !== live) void refresh(true);
});
byId('filters').addEventListener('submit', (event) => {
  event.preventDefault();
  void refresh(true);
});
window.addEventListener('hashchange', () => {
  readAddress();
  void refresh(true);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  forgetDrawings();
  void refresh(false);
});
setInterval(() => {
  if (live.checked && document.visibilityState === 'visible') void refresh(false);
}, EVERY_MS);
void refresh(true);
