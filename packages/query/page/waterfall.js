// A trace: its spans below their parents, each with a bar that shows when it ran, and what was said.

import { ask } from './api.js';
import { showMessages } from './messages.js';
import { byId, element, table } from './element.js';
import { toCount, toDuration, toLabel, toMoney } from './format.js';
import { settings } from './settings.js';

const dialog = /** @type {HTMLDialogElement} */ (byId('trace'));
const INDENT = '\u2003';
const DEEPEST = 12;

byId('trace-close').addEventListener('click', () => dialog.close());

/**
 * Opens the trace of a record.
 *
 * @param {{ trace_id: string, request_id: string }} record
 */
export async function openTrace({ trace_id: id, request_id: request }) {
  byId('trace-title').textContent = `Trace ${id}`;
  byId('trace-summary').textContent = 'Loading …';
  byId('trace-spans').replaceChildren();
  byId('trace-call').hidden = true;
  const link = /** @type {HTMLAnchorElement} */ (byId('trace-jaeger'));
  const { jaeger_url: jaeger } = await settings();
  link.hidden = jaeger === null;
  if (jaeger !== null) link.href = `${jaeger}/trace/${encodeURIComponent(id)}`;
  if (!dialog.open) dialog.showModal();
  try {
    const { spans, truncated } = await ask(`/v1/traces/${encodeURIComponent(id)}`);
    showSpans(spans, truncated);
    await showCall(request);
  } catch (error) {
    byId('trace-summary').textContent = /** @type {Error} */ (error).message;
  }
}

/**
 * @param {readonly any[]} spans
 * @param {boolean} isCut the trace has more
 */
function showSpans(spans, isCut) {
  const start = Math.min(...spans.map((span) => Date.parse(span.start_time)));
  const ends = spans.map((span) => Date.parse(span.start_time) + span.duration_ms);
  const length = Math.max(...ends) - start;
  const sum = (/** @type {string} */ name) =>
    spans.reduce((total, span) => total + (span.is_repeated ? 0 : (span[name] ?? 0)), 0);
  const failed = spans.filter(({ status }) => status === 'failure').length;
  byId('trace-summary').textContent = [
    `${isCut ? 'the first ' : ''}${toCount(spans.length)} operations`,
    toDuration(length),
    `${toCount(sum('total_tokens'))} tokens`,
    ...(sum('cost_usd') > 0 ? [toMoney(sum('cost_usd'))] : []),
    ...(failed > 0 ? [`${toCount(failed)} failed`] : []),
    ...(isCut ? ['the trace has more than is shown'] : []),
  ].join(' · ');
  const rows = toTree(spans).map(({ span, depth }) => [
    element(
      'button',
      { type: 'button', onclick: () => void showCall(span.request_id, true) },
      `${INDENT.repeat(Math.min(depth, DEEPEST))}${labelOf(span)}`,
    ),
    toBar(span, start, length),
    toDuration(span.duration_ms),
    toCount(span.total_tokens),
    span.status === 'failure'
      ? element('span', { class: 'bad' }, `failed: ${span.error_code ?? 'unknown'}`)
      : 'ok',
  ]);
  const columns = [
    { title: 'Operation', isLong: true },
    { title: 'When', isWide: true },
    { title: 'Duration', isNumber: true },
    { title: 'Tokens', isNumber: true },
    { title: 'Result', isLong: true },
  ];
  byId('trace-spans').replaceChildren(
    table('Indented below the operation around it', columns, rows),
  );
}

/** @param {any} span */
function labelOf({ name, attributes }) {
  const subjects = ['llm_otel.stage', 'gen_ai.tool.name', 'gen_ai.data_source.id']
    .concat(['gen_ai.agent.name', 'gen_ai.request.model'])
    .map((attribute) => attributes[attribute]);
  return toLabel(name, ...subjects);
}

/**
 * @param {any} span
 * @param {number} start
 * @param {number} length
 */
function toBar(span, start, length) {
  const offset = Date.parse(span.start_time) - start;
  const bar = element('span', { class: span.status === 'failure' ? 'is-bad' : undefined });
  const share = (/** @type {number} */ ms) => (length > 0 ? (ms / length) * 100 : 0);
  bar.style.left = `${Math.min(share(offset), 99)}%`;
  bar.style.width = `${length > 0 ? Math.min(share(span.duration_ms), 100 - share(offset)) : 100}%`;
  const text = `starts after ${toDuration(offset)}`;
  return element('div', { class: 'track', role: 'img', 'aria-label': text, title: text }, bar);
}

/**
 * Every span once, below its parent where that is there; a circle of parents is cut.
 *
 * @param {readonly any[]} spans
 * @returns {{ span: any, depth: number }[]}
 */
function toTree(spans) {
  const ids = new Set(spans.map(({ span_id: id }) => id));
  const isRoot = (/** @type {any} */ span) =>
    !ids.has(span.parent_id) || span.parent_id === span.span_id;
  /** @type {Map<string, any[]>} */
  const children = new Map();
  for (const span of spans) {
    if (isRoot(span)) continue;
    children.set(span.parent_id, [...(children.get(span.parent_id) ?? []), span]);
  }
  const seen = new Set();
  /** @type {{ span: any, depth: number }[]} */
  const rows = [];
  const add = (/** @type {any} */ root) => {
    const stack = [{ span: root, depth: 0 }];
    for (let row = stack.pop(); row !== undefined; row = stack.pop()) {
      if (seen.has(row.span)) continue;
      seen.add(row.span);
      rows.push(row);
      const depth = row.depth + 1;
      const below = children.get(row.span.span_id) ?? [];
      stack.push(...below.toReversed().map((span) => ({ span, depth })));
    }
  };
  for (const span of spans.filter(isRoot)) add(span);
  for (const span of spans) add(span);
  return rows;
}

/**
 * @param {string} request
 * @param {boolean} [isChosen]
 */
async function showCall(request, isChosen = false) {
  const { record } = await ask(`/v1/calls/${encodeURIComponent(request)}`);
  byId('trace-call-title').textContent = String(record.name ?? record.log_type);
  byId('trace-call-text').replaceChildren(...showMessages(record));
  const section = byId('trace-call');
  section.hidden = false;
  if (isChosen) section.scrollIntoView({ block: 'nearest' });
}
