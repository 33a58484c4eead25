// What is shown as figures and tables.

import { byId, element, table } from './element.js';
import { toCompact, toCount, toDuration, toLabel, toMoney, toPercent, toTime } from './format.js';
import { openTrace } from './waterfall.js';

/** @param {any} summary */
export function showSummary(summary) {
  const { total_requests: calls, total_errors: errors } = summary;
  /** @type {readonly (readonly [title: string, value: string, isBad?: boolean])[]} */
  const figures = [
    ['Calls', toCount(calls)],
    ['Errors', calls > 0 ? `${toCount(errors)} (${toPercent(errors / calls)})` : '0', errors > 0],
    ['Latency, p50', toDuration(summary.p50_latency_ms)],
    ['Latency, p95', toDuration(summary.p95_latency_ms)],
    ['Tokens', toCompact(summary.total_tokens)],
    ['Cost', toMoney(summary.total_cost)],
  ];
  byId('summary').replaceChildren(
    ...figures.map(([title, value, isBad]) =>
      element(
        'div',
        {},
        element('dt', {}, title),
        element('dd', { class: isBad ? 'is-bad' : undefined }, value),
      ),
    ),
  );
}

/** @param {readonly any[]} groups statistics by model */
export function showModels(groups) {
  const most = Math.max(...groups.map(({ total_tokens: tokens }) => tokens), 1);
  const unpriced = groups.reduce((sum, group) => sum + group.unpriced, 0);
  const rows = groups.map((group) => {
    const share = element('span', { class: 'share', 'aria-hidden': 'true' });
    share.style.width = `${(group.total_tokens / most) * 100}%`;
    return [
      String(group.group.model_id ?? '(none)'),
      toCount(group.count),
      toDuration(group.p50_ms),
      toDuration(group.p95_ms),
      toCount(group.prompt_tokens),
      toCount(group.completion_tokens),
      share,
      toMoney(group.cost_usd),
    ];
  });
  const caption =
    unpriced === 0
      ? 'The most tokens first'
      : `The most tokens first; ${toCount(unpriced)} calls have no price, cost is without them`;
  const columns = [
    { title: 'Model' },
    ...['Calls', 'p50', 'p95', 'Tokens in', 'Tokens out'].map((title) => ({
      title,
      isNumber: true,
    })),
    { title: 'Share of tokens', isWide: true },
    { title: 'Cost', isNumber: true },
  ];
  byId('models').replaceChildren(table(caption, columns, rows));
}

/** @param {readonly any[]} groups statistics of failed calls by error and model */
export function showErrors(groups) {
  if (groups.length === 0) {
    byId('errors').replaceChildren(element('p', { class: 'none' }, 'No call has failed.'));
    return;
  }
  const rows = groups.map(({ group, count, p50_ms: p50 }) => [
    String(group.error_code ?? 'unknown'),
    String(group.model_id ?? '(none)'),
    toCount(count),
    toDuration(p50),
  ]);
  const columns = [
    { title: 'Error' },
    { title: 'Model' },
    { title: 'Calls', isNumber: true },
    { title: 'Latency, p50', isNumber: true },
  ];
  byId('errors').replaceChildren(table('The most frequent first', columns, rows));
}

/** @param {readonly any[]} records the newest first */
export function showNewest(records) {
  const place = byId('newest');
  // Who is on a button that is drawn anew stays there.
  const focused = place.contains(document.activeElement)
    ? document.activeElement?.getAttribute('data-id')
    : undefined;
  const rows = records.map((record) => [
    record.trace_id === undefined
      ? toTime(record.timestamp)
      : element(
          'button',
          { type: 'button', 'data-id': record.request_id, onclick: () => void openTrace(record) },
          toTime(record.timestamp),
          element('span', { class: 'hidden' }, ', show its trace'),
        ),
    toLabel(record.name ?? record.log_type, record.model_id),
    record.success === false
      ? element('span', { class: 'bad' }, `failed: ${record.error_code ?? 'unknown'}`)
      : 'ok',
    toDuration(record.latency_ms),
    toCount(record.total_tokens),
    toMoney(record.cost_usd),
    String(record.session_id ?? ''),
  ]);
  const columns = [
    { title: 'Time' },
    { title: 'Call', isLong: true },
    { title: 'Result', isLong: true },
    { title: 'Latency', isNumber: true },
    { title: 'Tokens', isNumber: true },
    { title: 'Cost', isNumber: true },
    { title: 'Session', isLong: true },
  ];
  place.replaceChildren(table('Choose a time to see the trace', columns, rows));
  if (focused !== undefined) {
    const again = [...place.querySelectorAll('button')].find(
      ({ dataset }) => dataset['id'] === focused,
    );
    again?.focus({ preventScroll: true });
  }
}
