// Alerts of the third layer on retrieval: does it find something, and does that fit.

import { TAG } from '../jaeger-link.ts';
import { dropped, every, enough, meanOf, share, shareOrZero } from '../promql.ts';
import { LABEL, NAME } from '../recording.ts';
import type { Runbook, Series } from '../rule.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import type { About } from './answers.ts';
import { growing, OF_JOB, scored, series, week } from './samples.ts';

const percent = '{{ $value | humanizePercentage }}';

/** Alerts of the third layer on what searches find. */
export function retrieval(w: Windows): About[] {
  const result = (name: string, labels = ''): string =>
    `${NAME.retrievals}{${LABEL.retrievalResult}="${name}"${labels}}`;
  const found = (hits: number, empty: number): Series => ({
    [series(NAME.retrievals, { [LABEL.retrievalResult]: 'hit' })]: growing(hits),
    [series(NAME.retrievals, { [LABEL.retrievalResult]: 'empty' })]: growing(empty),
  });
  const bySource = `job, ${LABEL.dataSource}`;
  const nothing = { [series(NAME.retrievals, { [LABEL.retrievalResult]: 'empty' })]: growing(3) };
  const inWeek = (hits: number, last: number): Series => ({
    [series(NAME.retrievals, { [LABEL.retrievalResult]: 'hit' })]: week(hits, last),
    [series(NAME.retrievals, { [LABEL.retrievalResult]: 'empty' })]: week(10 - hits, 10 - last),
  });
  const runbook: Runbook = {
    means: 'Searches find nothing more often: answers are made without documents.',
    promql: `sum by (job, ${LABEL.dataSource}, ${LABEL.retrievalResult}) (rate(${NAME.retrievals}[1h]))`,
    command: 'llm-otel stats --type retrieval --group-by data_source_id --since 1d',
    jaeger: { tags: { [TAG.retrievalHitCount]: '0' } },
    usually:
      'The index was rebuilt only in part, the embedding model of queries and of documents differ, a filter is too narrow, or users ask about something new.',
  };
  return [
    {
      alert: 'LlmRetrievalHitRate',
      expr: every([
        `${shareOrZero(result('hit'), NAME.retrievals, w.hour)} < ${T.hitRate}`,
        enough(NAME.retrievals, w.hour),
      ]),
      summary: `{{ $labels.job }}: only ${percent} of searches find something`,
      runbook,
      // Not one search finds anything: there is no series of those that do.
      test: { length: 'minutes', fires: nothing, silent: found(9, 1), labels: OF_JOB },
    },
    {
      alert: 'LlmRetrievalEmpty',
      expr: every(
        [
          `${share(result('empty'), NAME.retrievals, w.hour, bySource)} > ${T.emptyRate}`,
          enough(NAME.retrievals, w.hour, T.leastCalls, bySource),
        ],
        bySource,
      ),
      summary: `{{ $labels.job }}: ${percent} of searches in {{ $labels.${LABEL.dataSource} }} find nothing`,
      runbook,
      test: { length: 'minutes', fires: found(7, 3), silent: found(9, 1), labels: OF_JOB },
    },
    {
      alert: 'LlmRetrievalHitRateDrop',
      expr: every([
        `${shareOrZero(result('hit'), NAME.retrievals, w.hour)} < ${1 - T.hitRateDrop} * ${share(result('hit'), NAME.retrievals, w.week)}`,
        enough(NAME.retrievals, w.hour),
      ]),
      summary: `{{ $labels.job }}: ${percent} of searches find something, far fewer than in the last week`,
      runbook,
      test: { length: 'week', fires: inWeek(9, 5), silent: inWeek(9, 8), labels: OF_JOB },
    },
    {
      alert: 'LlmRetrievalScoreDrop',
      expr: dropped(NAME.bestScore, w, bySource),
      summary: `{{ $labels.job }}: the best document of a search in {{ $labels.${LABEL.dataSource} }} scores {{ $value | printf "%.2f" }} on average, far less than in the last week`,
      runbook: {
        ...runbook,
        means: 'Searches still find something, but it fits less than in the last week.',
        promql: meanOf(NAME.bestScore, '1h', bySource),
        jaeger: { tags: { [TAG.operationName]: 'retrieval' } },
      },
      test: {
        length: 'week',
        fires: scored(NAME.bestScore, { [LABEL.dataSource]: 'handbook' }, 8, 5),
        silent: scored(NAME.bestScore, { [LABEL.dataSource]: 'handbook' }, 8, 7),
        labels: { ...OF_JOB, [LABEL.dataSource]: 'handbook' },
      },
    },
  ];
}
