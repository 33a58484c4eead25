// Alerts of the second layer: what calls cost.

import { TAG } from '../jaeger-link.ts';
import { every, enough, grown, share } from '../promql.ts';
import { LABEL, NAME } from '../recording.ts';
import type { Alert, Runbook, Series } from '../rule.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import { calls, growing, OF_JOB, ofCall, week } from './samples.ts';

const layer = 'cost';
const COST = 'llm_cost_dollars';
const runbook: Runbook = {
  means: 'More money is spent than planned, or than in the same hour a week ago.',
  promql: `topk(5, sum by (job, ${LABEL.model}) (increase(llm_cost_dollars[1h])))`,
  command: 'llm-otel top --by model_id --metric cost --since 1h',
  jaeger: { tags: { [TAG.requestModel]: '<model>' } },
  usually:
    'A loop calls a model again and again, a larger model was chosen, the prompt has grown, a cache is missed, or one user does much.',
};

/** All alerts of the layer. */
export function cost(w: Windows): Alert[] {
  return [...budgets(w), ...spikes(w), ...perCall(w)];
}

function budgets(w: Windows): Alert[] {
  const spent = (dollarsAMinute: number): Series => ({
    [ofCall(NAME.cost)]: growing(dollarsAMinute),
  });
  const budget = (
    alert: string,
    severity: Alert['severity'],
    window: string,
    most: number,
    dollarsAMinute: number,
  ): Alert => ({
    alert,
    layer,
    severity,
    expr: `${grown(COST, window)} > ${most}`,
    for: w.soon,
    summary: `{{ $labels.job }} has spent {{ $value | printf "%.2f" }} USD in the last ${window}`,
    runbook,
    test: {
      length: 'minutes',
      fires: spent(dollarsAMinute),
      silent: spent(dollarsAMinute / 4),
      labels: OF_JOB,
      at: '110m',
    },
  });
  return [
    budget('LlmSpendHour', 'page', w.hour, T.dollarsPerHour, 0.2),
    budget('LlmSpendDay', 'ticket', w.day, T.dollarsPerDay, 1),
  ];
}

/** Compared with the same hour a week ago. */
function spikes(w: Windows): Alert[] {
  const against = (series: string): string =>
    `${series} > ${T.spike} * (${series} offset ${w.week})`;
  return [
    {
      alert: 'LlmSpendSpike',
      layer,
      severity: 'page',
      expr: every([against('llm:cost_dollars:hour'), `llm:cost_dollars:hour > ${T.leastDollars}`]),
      for: w.patient,
      summary: `{{ $labels.job }} spends {{ $value | printf "%.2f" }} USD an hour, more than ${T.spike} times as much as a week ago`,
      runbook,
      test: {
        length: 'week',
        fires: { [ofCall(NAME.cost)]: week(0.1, 0.5) },
        silent: { [ofCall(NAME.cost)]: week(0.1, 0.2) },
        labels: OF_JOB,
      },
    },
    {
      alert: 'LlmTokenSpike',
      layer,
      severity: 'ticket',
      expr: every([against('llm:tokens:hour'), `llm:requests:hour >= ${T.leastCalls}`]),
      for: w.patient,
      summary: `{{ $labels.job }} uses {{ $value | humanize }} {{ $labels.type }} tokens an hour, more than ${T.spike} times as many as a week ago`,
      runbook: { ...runbook, means: 'Many more tokens are used than in the same hour a week ago.' },
      test: {
        length: 'week',
        fires: { [ofCall(NAME.inputTokens)]: week(1000, 5000), ...weekOfCalls(10) },
        silent: { [ofCall(NAME.inputTokens)]: week(1000, 2000), ...weekOfCalls(10) },
        labels: { ...OF_JOB, type: 'input' },
      },
    },
    {
      alert: 'LlmCallVolume',
      layer,
      severity: 'ticket',
      expr: every([
        `(${against('llm:requests:hour')} or ${T.spike} * llm:requests:hour < (llm:requests:hour offset ${w.week}))`,
        `(llm:requests:hour > ${T.leastCalls} or llm:requests:hour offset ${w.week} > ${T.leastCalls})`,
      ]),
      for: w.patient,
      summary: `{{ $labels.job }} makes {{ $value | humanize }} calls an hour: more than ${T.spike} times as many as a week ago, or less than a third`,
      runbook: {
        ...runbook,
        means: 'Far more or far fewer calls are made than in the same hour a week ago.',
        promql: `sum by (job, ${LABEL.model}) (increase(llm_requests_total[1h]))`,
        usually:
          'A release, a retry loop, a batch job, a holiday, or an outage in front of the service.',
      },
      test: {
        length: 'week',
        fires: weekOfCalls(20, 2),
        silent: weekOfCalls(20, 30),
        labels: OF_JOB,
      },
    },
  ];
}

function weekOfCalls(step: number, last = step): Series {
  return { [ofCall(`${NAME.inference}_count`)]: week(step, last) };
}

function perCall(w: Windows): Alert[] {
  const tokensPerCall = 'sum by (job) (llm:tokens:hour) / llm:requests:hour';
  return [
    {
      alert: 'LlmTokensPerCall',
      layer,
      severity: 'ticket',
      expr: every([
        `${tokensPerCall} > ${T.tokensPerCall} * (sum by (job) (increase(llm_tokens_total[${w.week}] offset ${w.hour})) / sum by (job) (increase(llm_requests_total[${w.week}] offset ${w.hour})))`,
        `llm:requests:hour >= ${T.leastCalls}`,
      ]),
      for: w.patient,
      summary: `{{ $labels.job }}: a call takes {{ $value | humanize }} tokens, more than ${T.tokensPerCall} times as many as in the last week`,
      runbook: {
        ...runbook,
        means: 'A call uses many more tokens than on average in the last week.',
        promql: 'sum by (job, type) (llm:tokens:hour) / on (job) group_left () llm:requests:hour',
        command: 'llm-otel compare --by model_id --since 1h',
        usually:
          'Histories are not cut any more, more documents are put into the prompt, or reasoning was switched on.',
      },
      test: {
        length: 'week',
        fires: { ...weekOfCalls(10), [ofCall(NAME.inputTokens)]: week(1000, 4000) },
        silent: { ...weekOfCalls(10, 30), [ofCall(NAME.inputTokens)]: week(1000, 4000) },
        labels: OF_JOB,
      },
    },
    {
      alert: 'LlmUnpriced',
      layer,
      severity: 'ticket',
      expr: every([
        `${share(NAME.unpriced, 'llm_requests_total', w.hour)} > ${T.unpriced}`,
        enough('llm_requests_total', w.hour),
      ]),
      for: w.patient,
      summary:
        '{{ $labels.job }}: {{ $value | humanizePercentage }} of calls have no price, and are in no sum of costs',
      runbook: {
        ...runbook,
        means:
          'The package knows no price for the model of many calls: all sums of costs are too low.',
        promql: `sum by (job, ${LABEL.model}) (increase(${NAME.unpriced}[1h]))`,
        command: 'llm-otel prices <model>',
        usually:
          'A new model, a deployment or a fine-tune with a name of its own: give a price file with an alias (LLM_OTEL_PRICES), then `llm-otel reprice --write`.',
      },
      test: {
        length: 'minutes',
        fires: { ...calls(10), [ofCall(NAME.unpriced)]: growing(5) },
        silent: { ...calls(10), [ofCall(NAME.unpriced)]: growing(1) },
        labels: OF_JOB,
      },
    },
  ];
}
