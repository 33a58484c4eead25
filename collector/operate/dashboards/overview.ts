// The dashboard to look at first.

import { LABEL as L } from '../recording.ts';
import type { Dashboard } from './dashboard.ts';
import { chart, quantiles, stat } from './panels.ts';
import { OF_CALLS, ofCalls, rate, total } from './queries.ts';

const REQUESTS = ofCalls('llm_requests_total');
const ERRORS = ofCalls('llm_errors_total');
const LATENCY = ofCalls('llm_request_latency_seconds_bucket');
const FIRST_CHUNK = ofCalls('llm_first_chunk_seconds_bucket');
const COST = ofCalls('llm_cost_dollars');
const TOKENS = ofCalls('llm_tokens_total');
const MODEL = `{{${L.model}}}`;

/** How much, how well, how fast, how dear. */
export const OVERVIEW: Dashboard = {
  name: 'overview',
  title: 'overview',
  description: 'How many calls of models, how many fail, how long they take and what they cost.',
  variables: OF_CALLS,
  rows: [
    {
      title: 'In the time shown',
      panels: [
        stat('Calls', 'short', total(REQUESTS)),
        stat('Failed', 'percentunit', `${total(ERRORS)} / ${total(REQUESTS)}`),
        stat('p95', 's', `histogram_quantile(0.95, ${total(LATENCY, 'le')})`),
        stat('Tokens', 'short', total(TOKENS)),
        stat('Spend', 'currencyUSD', total(COST)),
        stat('A call costs', 'currencyUSD', `${total(COST)} / ${total(REQUESTS)}`),
      ],
    },
    {
      title: 'Calls',
      panels: [
        chart('Calls a second', 'reqps', { expr: rate(REQUESTS, L.model), legend: MODEL }),
        chart('Failed, by kind', 'reqps', {
          expr: rate(ERRORS, L.errorType),
          legend: `{{${L.errorType}}}`,
        }),
        chart('Share of failed calls', 'percentunit', {
          expr: `${rate(ERRORS, 'job')} / ${rate(REQUESTS, 'job')}`,
          legend: '{{job}}',
        }),
      ],
    },
    {
      title: 'Time',
      panels: [
        quantiles('Duration of a call', LATENCY),
        quantiles('Time to the first chunk', FIRST_CHUNK),
        {
          title: 'Durations',
          kind: 'heatmap',
          unit: 'short',
          queries: [{ expr: rate(LATENCY, 'le'), legend: '{{le}}' }],
        },
      ],
    },
    {
      title: 'Tokens and money',
      panels: [
        chart('Tokens a second', 'short', { expr: rate(TOKENS, 'type'), legend: '{{type}}' }),
        chart('Tokens of a call', 'short', {
          expr: `${rate(TOKENS, 'type')} / on () group_left () ${rate(REQUESTS)}`,
          legend: '{{type}}',
        }),
        chart('Spend an hour', 'currencyUSD', {
          expr: `3600 * ${rate(COST, L.model)}`,
          legend: MODEL,
        }),
      ],
    },
  ],
};
