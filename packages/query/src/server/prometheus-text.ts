// All calls of the log in the Prometheus text format. User-chosen values are not labels, and the number
// of series stays below 2,000 for any models and errors.

import type { Row } from '../store/engine.ts';
import { toSafeSql } from '../format/text-safety.ts';
import { conversationStatistics, type ConversationStatistics } from '../store/conversations.ts';
import type { Store } from '../store/store.ts';
import { isToldOnce, type MarkCondition } from '../store/repetition-marks.ts';

/** The media type of the text. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Seconds. */
const BUCKETS = [0.1, 0.5, 1, 2, 5, 10, 30] as const;
const MS_PER_SECOND = 1000;
/** Series per model: 15 plus errors. 91 × 15 + 500 + 91 < 2,000. */
const MOST_MODELS = 90;
const MOST_ERRORS = 500;
const OTHER = '_OTHER';
/** A turn so soon after another follows it up. */
const FOLLOW_UP_MS = 600_000;
const UNKNOWN = 'unknown';

/** Calls of models. Names are cleaned after they are grouped: of each, that is once. */
const callsOf = (isMarked: MarkCondition): string => `
  FROM calls WHERE log_type IN ('generation_completed', 'request_failed') AND ${isToldOnce(isMarked)}`;
const nameOf = (column: string): string => `coalesce(${toSafeSql(column)}, '${UNKNOWN}')`;

const SUMS = ['count', 'success', 'failure', 'prompt', 'completion', 'cost', 'timed', 'ms'];
const AT_MOST = BUCKETS.map((_, at) => `b${at}`);

/** Only the most frequent models are named. */
const modelsOf = (isMarked: MarkCondition): string => `
  WITH grouped AS (
    SELECT model_id, count(*) AS count,
      count(*) FILTER (success) AS success, count(*) FILTER (NOT success) AS failure,
      coalesce(sum(prompt_tokens), 0) AS prompt, coalesce(sum(completion_tokens), 0) AS completion,
      sum(cost_usd) AS cost, count(latency_ms) AS timed, coalesce(sum(latency_ms), 0) AS ms,
      ${BUCKETS.map((most, at) => `count(*) FILTER (latency_ms <= ${most * MS_PER_SECOND}) AS ${AT_MOST[at]}`).join(', ')}
    ${callsOf(isMarked)} GROUP BY model_id),
  models AS (SELECT ${nameOf('model_id')} AS name, * FROM grouped),
  named AS (SELECT name FROM models GROUP BY name ORDER BY sum(count) DESC, name LIMIT ${MOST_MODELS})
  SELECT CASE WHEN name IN (FROM named) THEN name ELSE '${OTHER}' END AS model,
    ${[...SUMS, ...AT_MOST].map((sum) => `sum(${sum}) AS ${sum}`).join(', ')}
  FROM models GROUP BY model ORDER BY model`;

/** The most frequent errors of models, where `models` are the names of those that have one. */
const errorsOf = (isMarked: MarkCondition, models: readonly unknown[]): string => `
  WITH grouped AS (
    SELECT model_id, error_code, count(*) AS count ${callsOf(isMarked)} AND NOT success GROUP BY ALL),
  failed AS (SELECT ${nameOf('model_id')} AS name, ${nameOf('error_code')} AS error, count FROM grouped),
  pairs AS (
    SELECT CASE WHEN list_contains([${models.map(() => '?').join(', ')}]::VARCHAR[], name) THEN name ELSE '${OTHER}' END AS model, error, sum(count) AS n,
      row_number() OVER (ORDER BY n DESC, model, error) AS place
    FROM failed GROUP BY model, error)
  SELECT model, CASE WHEN place <= ${MOST_ERRORS} THEN error ELSE '${OTHER}' END AS error, sum(n)::BIGINT AS n
  FROM pairs GROUP BY ALL ORDER BY model, error`;

/** Renders. */
export async function toPrometheusText(store: Store): Promise<string> {
  const { engine, isMarked } = store;
  const models = await engine.rows(modelsOf(isMarked));
  const names = models.map(({ model }) => String(model));
  const errors = await engine.rows(errorsOf(isMarked, names), names);
  return [
    ...family('llm_requests_total', 'counter', 'Calls of models.'),
    ...models.flatMap((row) =>
      ['success', 'failure'].map((status) =>
        series('llm_requests_total', { model: row['model'], status }, row[status]),
      ),
    ),
    ...family('llm_request_latency_seconds', 'histogram', 'Duration of calls of models.'),
    ...models.flatMap(toHistogram),
    ...family('llm_tokens_total', 'counter', 'Tokens of calls of models.'),
    ...models.flatMap((row) =>
      ['prompt', 'completion'].map((type) =>
        series('llm_tokens_total', { model: row['model'], type }, row[type]),
      ),
    ),
    ...family('llm_errors_total', 'counter', 'Calls of models that failed.'),
    ...errors.map((row) =>
      series('llm_errors_total', { model: row['model'], error_type: row['error'] }, row['n']),
    ),
    // A counter's name must end in _total, and the sum shrinks when old logs are removed.
    ...family('llm_cost_dollars', 'gauge', 'Cost of the calls in the log whose price is known.'),
    ...models
      .filter(({ cost }) => cost !== null)
      .map((row) => series('llm_cost_dollars', { model: row['model'] }, row['cost'])),
    ...ofConversations(await conversationStatistics(store, {}, FOLLOW_UP_MS)),
    '',
  ].join('\n');
}

/** Without conversations there is nothing to say. */
function ofConversations(found: ConversationStatistics): string[] {
  if (found.conversations === 0) return [];
  return [
    ...family(
      'llm_follow_up_ratio',
      'gauge',
      'Share of conversations in which one question soon followed another.',
    ),
    series('llm_follow_up_ratio', {}, found.follow_up_rate),
    ...family(
      'llm_correction_ratio',
      'gauge',
      'Share of conversations with an answer that was corrected.',
    ),
    series('llm_correction_ratio', {}, found.correction_rate),
  ];
}

function toHistogram(row: Row): string[] {
  const name = 'llm_request_latency_seconds';
  const model = row['model'];
  return [
    ...BUCKETS.map((le, at) => series(`${name}_bucket`, { model, le: String(le) }, row[`b${at}`])),
    series(`${name}_bucket`, { model, le: '+Inf' }, row['timed']),
    series(`${name}_sum`, { model }, Number(row['ms']) / MS_PER_SECOND),
    series(`${name}_count`, { model }, row['timed']),
  ];
}

function family(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function series(name: string, labels: Readonly<Record<string, unknown>>, value: unknown): string {
  const list = Object.entries(labels).map(([label, text]) => `${label}="${escape(String(text))}"`);
  return `${name}${list.length === 0 ? '' : `{${list.join(',')}}`} ${String(value)}`;
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
