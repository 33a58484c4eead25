// The dashboard about money.

import { LABEL as L, NAME as N } from '../recording.ts';
import type { Dashboard } from './dashboard.ts';
import { chart, stat, table } from './panels.ts';
import { OF_CALLS, ofCalls, quantile, rate, total } from './queries.ts';

const REQUESTS = ofCalls('llm_requests_total');
const COST = ofCalls('llm_cost_dollars');
const TOKENS = ofCalls('llm_tokens_total');
const MODEL = `{{${L.model}}}`;

/** Where the money goes. */
export const COSTS: Dashboard = {
  name: 'cost',
  title: 'cost',
  description:
    'What calls cost: by model, service, segment and deployment, and at the end of the month.',
  variables: OF_CALLS,
  rows: [
    {
      title: 'In the time shown',
      panels: [
        stat('Spend', 'currencyUSD', total(COST)),
        stat(
          'A month like the last day',
          'currencyUSD',
          `sum(increase(${COST}[1d])) * scalar(days_in_month())`,
          'The spend of the last 24 hours, times the days of this month.',
        ),
        stat('1,000 tokens cost', 'currencyUSD', `1000 * ${total(COST)} / ${total(TOKENS)}`),
        stat(
          'A success costs',
          'currencyUSD',
          `${total(COST)} / ${total(ofCalls('llm_requests_total', `${L.errorType}=""`))}`,
        ),
        stat(
          'Without a price',
          'percentunit',
          `${total(ofCalls(N.unpriced))} / ${total(REQUESTS)}`,
        ),
        stat(
          'Input from the cache',
          'percentunit',
          `${total(ofCalls(N.cacheRead))} / ${total(ofCalls(N.inputTokens))}`,
        ),
      ],
    },
    {
      title: 'By what',
      panels: [
        table('By model', 'currencyUSD', total(COST, `${L.provider}, ${L.model}`)),
        table('By service', 'currencyUSD', total(COST, 'job')),
        chart('1,000 tokens cost', 'currencyUSD', {
          expr: `1000 * ${rate(COST, L.model)} / on (${L.model}) ${rate(TOKENS, L.model)}`,
          legend: MODEL,
        }),
        chart('Spend an hour, by service', 'currencyUSD', {
          expr: `3600 * ${rate(COST, 'job')}`,
          legend: '{{job}}',
        }),
        chart('The dearest 1 % of calls', 'currencyUSD', {
          expr: quantile(0.99, ofCalls(`${N.operationCost}_bucket`), L.model),
          legend: MODEL,
        }),
        chart('Input tokens of a call', 'short', {
          expr: `${rate(ofCalls('llm_tokens_total', 'type="input"'), L.model)} / on (${L.model}) ${rate(REQUESTS, L.model)}`,
          legend: MODEL,
        }),
      ],
    },
    {
      title: 'By segment and deployment (overlay `segments`)',
      panels: [
        table(
          'By user segment',
          'currencyUSD',
          total('llm_otel_segment_cost_sum{job=~"$service"}', 'user_segment'),
        ),
        table(
          'By deployment',
          'currencyUSD',
          total('llm_otel_segment_cost_sum{job=~"$service"}', 'deployment_id'),
        ),
        table(
          'By variant',
          'currencyUSD',
          total('llm_otel_segment_cost_sum{job=~"$service"}', 'variant'),
        ),
      ],
    },
  ],
};
