// The dashboard about models: beside each other, and each beside itself a week ago.

import { LABEL as L, NAME as N } from '../recording.ts';
import type { Dashboard, Panel } from './dashboard.ts';
import { chart, table } from './panels.ts';
import { OF_CALLS, ofCalls, quantile, rate, total } from './queries.ts';

const REQUESTS = ofCalls('llm_requests_total');
const ERRORS = ofCalls('llm_errors_total');
const LATENCY = ofCalls('llm_request_latency_seconds_bucket');
const FIRST_CHUNK = ofCalls('llm_first_chunk_seconds_bucket');
const COST = ofCalls('llm_cost_dollars');
const MODEL = `{{${L.model}}}`;

const against = (now: string, usual: string): string => `${now} / on (${L.model}) ${usual}`;
const weekly = (part: string, whole: string): string =>
  `(sum by (${L.model}) (increase(${part}[7d])) / sum by (${L.model}) (increase(${whole}[7d])))`;
const hourly = (part: string, whole: string): string =>
  `(sum by (${L.model}) (increase(${part}[1h])) / sum by (${L.model}) (increase(${whole}[1h])))`;
const drift = (title: string, part: string, whole = REQUESTS): Panel =>
  chart(title, 'percentunit', {
    expr: against(hourly(part, whole), weekly(part, whole)),
    legend: MODEL,
  });

/** Whether a model is still what it was. */
export const MODELS: Dashboard = {
  name: 'models',
  title: 'models and drift',
  description:
    'Models beside each other, and each beside itself: the last hour against the last seven days (100 % is as always).',
  variables: OF_CALLS,
  rows: [
    {
      title: 'The last hour against the last seven days',
      panels: [
        drift(
          'Mean duration',
          ofCalls('llm_request_latency_seconds_sum'),
          ofCalls('llm_request_latency_seconds_count'),
        ),
        drift('Share of failed calls', ERRORS),
        drift('Input tokens of a call', ofCalls('llm_tokens_total', 'type="input"')),
        drift('Output tokens of a call', ofCalls('llm_tokens_total', 'type="output"')),
        drift('Cost of a call', COST),
        drift(
          'Answers that end by themselves',
          ofCalls(N.finishReasons, `${L.finishReason}="stop"`),
          ofCalls(N.finishReasons),
        ),
      ],
    },
    {
      title: 'Beside each other',
      panels: [
        chart('p95', 's', { expr: quantile(0.95, LATENCY, L.model), legend: MODEL }),
        chart('Time to the first chunk, p95', 's', {
          expr: quantile(0.95, FIRST_CHUNK, L.model),
          legend: MODEL,
        }),
        chart('Why answers end', 'reqps', {
          expr: rate(ofCalls(N.finishReasons), `${L.model}, ${L.finishReason}`),
          legend: `${MODEL} {{${L.finishReason}}}`,
        }),
        table(
          'Asked for, and answered',
          'short',
          total(ofCalls(N.cost), `${L.model}, ${L.answeredBy}`),
        ),
        table(
          'Calls by variant (overlay `segments`)',
          'short',
          total('llm_otel_segment_duration_seconds_count{job=~"$service"}', 'variant'),
        ),
        table(
          'Failed by variant (overlay `segments`)',
          'short',
          total(
            'llm_otel_segment_duration_seconds_count{job=~"$service", error_type!=""}',
            'variant',
          ),
        ),
      ],
    },
  ],
};
