// Alerts on what differs from the last seven days, whatever the usual is.

import { TAG } from '../jaeger-link.ts';
import { every } from '../promql.ts';
import { LABEL, NAME } from '../recording.ts';
import type { Alert, Series } from '../rule.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import { OF_JOB, ofCall, week } from './samples.ts';

const layer = 'baseline';
const GUARD = `llm:requests:hour >= ${T.leastCalls}`;

/** All alerts of the layer. */
export function baseline(w: Windows): Alert[] {
  /** Standard deviations above the mean; where nothing ever varies, a tenth of the mean stands for one. */
  const above = (series: string): string => {
    const mean = `avg_over_time(${series}[${w.week}] offset ${w.hour})`;
    const usual = `(stddev_over_time(${series}[${w.week}] offset ${w.hour}) + 0.1 * ${mean})`;
    return every([`(${series} - ${mean}) / ${usual} > ${T.deviation}`, GUARD]);
  };
  const alert = (
    name: string,
    series: string,
    what: string,
    test: { readonly fires: Series; readonly silent: Series },
    runbook: Alert['runbook'],
  ): Alert => ({
    alert: name,
    layer,
    severity: 'ticket',
    expr: above(series),
    for: w.patient,
    summary: `{{ $labels.job }}: ${what} {{ $value | printf "%.1f" }} standard deviations above the last seven days`,
    runbook,
    test: { length: 'week', labels: OF_JOB, ...test },
  });
  const count = ofCall(`${NAME.inference}_count`);
  const latency = (usual: number, last: number): Series => ({
    [count]: week(10),
    [ofCall(`${NAME.inference}_sum`)]: week(usual, last),
  });
  const failed = (last: number): Series => ({
    [count]: week(100),
    [ofCall(`${NAME.inference}_count`, { [LABEL.errorType]: '500' })]: week(1, last),
  });
  const spent = (last: number): Series => ({
    [count]: week(10),
    [ofCall(NAME.cost)]: week(1, last),
  });
  return [
    alert(
      'LlmLatencyDeviates',
      'llm:latency_seconds:hour',
      'the mean duration of a call is',
      { fires: latency(10, 40), silent: latency(10, 11) },
      {
        means: 'Calls take much longer than they did at any hour of the last week.',
        promql: 'llm:latency_seconds:hour',
        command: 'llm-otel anomalies',
        jaeger: { minDuration: '5s' },
        usually: 'As for LlmLatency: longer answers, longer prompts, or a slow provider.',
      },
    ),
    alert(
      'LlmErrorsDeviate',
      'llm:errors:hour',
      'the number of failed calls is',
      { fires: failed(8), silent: failed(1) },
      {
        means:
          'More calls fail than at any hour of the last week, even if the objective is not in danger.',
        promql: `sum by (job, ${LABEL.errorType}) (increase(llm_errors_total[1h]))`,
        command: 'llm-otel anomalies',
        jaeger: { tags: { [TAG.outcome]: 'error' } },
        usually: 'As for LlmErrorRate; one model or one user is enough.',
      },
    ),
    alert(
      'LlmCostDeviates',
      'llm:cost_dollars:hour',
      'the cost of an hour is',
      { fires: spent(4), silent: spent(1.1) },
      {
        means: 'An hour costs more than any hour of the last week.',
        promql: 'llm:cost_dollars:hour',
        command: 'llm-otel anomalies',
        jaeger: { tags: { [TAG.requestModel]: '<model>' } },
        usually: 'As for LlmSpendSpike.',
      },
    ),
  ];
}
