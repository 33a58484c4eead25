// Dashboards about what is said and what is found.

import { LABEL as L, NAME as N } from '../recording.ts';
import type { Dashboard } from './dashboard.ts';
import { line } from './panels.ts';
import { OF_CALLS, OF_SERVICES, ofCalls, ofServices, quantile, rate } from './queries.ts';

const NEGATIVE = `${L.label}=~"down|rejected|corrected"`;
const JUDGED = `${L.label}=~"up|accepted|uncorrected|down|rejected|corrected"`;
const reason = (reasons: string): string =>
  `${rate(ofCalls(N.finishReasons, `${L.finishReason}=~"${reasons}"`), L.model)} / ${rate(ofCalls(N.finishReasons), L.model)}`;

/** Whether answers are good. */
export const QUALITY: Dashboard = {
  name: 'quality',
  title: 'quality',
  description: 'What users and evaluations say, how answers end, and what guardrails do.',
  variables: OF_CALLS,
  rows: [
    {
      title: 'Judged',
      panels: [
        line(
          'Negative feedback',
          'percentunit',
          `${rate(ofServices(N.feedback, NEGATIVE), 'job')} / ${rate(ofServices(N.feedback, JUDGED), 'job')}`,
          '{{job}}',
        ),
        line(
          'Feedback and evaluations',
          'reqps',
          rate(ofServices(N.feedback), `${L.evaluation}, ${L.label}`),
          `{{${L.evaluation}}} {{${L.label}}}`,
        ),
        line(
          'Mean score',
          'short',
          `${rate(ofServices(`${N.score}_sum`), L.evaluation)} / ${rate(ofServices(`${N.score}_count`), L.evaluation)}`,
          `{{${L.evaluation}}}`,
        ),
        {
          ...line('Users who ask again', 'percentunit', 'llm_follow_up_ratio', '{{job}}'),
          description: 'From the service of the command: see collector/README.md, "Follow-ups".',
        },
        {
          ...line('Users who correct', 'percentunit', 'llm_correction_ratio', '{{job}}'),
          description: 'From the service of the command.',
        },
      ],
    },
    {
      title: 'How answers end',
      panels: [
        line(
          'Stopped by a content filter',
          'percentunit',
          reason('content_filter|refusal|safety'),
          `{{${L.model}}}`,
        ),
        line(
          'Cut at the limit',
          'percentunit',
          reason('length|max_tokens|max_output_tokens'),
          `{{${L.model}}}`,
        ),
        line(
          'Guardrails',
          'reqps',
          rate(ofServices(N.guardrail), `${L.guardrail}, ${L.decision}`),
          `{{${L.guardrail}}} {{${L.decision}}}`,
        ),
      ],
    },
  ],
};

/** Whether searches find. */
export const RETRIEVAL: Dashboard = {
  name: 'retrieval',
  title: 'retrieval',
  description:
    'Whether searches find anything, how good the best of it is, and how long they take.',
  variables: OF_SERVICES,
  rows: [
    {
      title: 'Searches',
      panels: [
        line(
          'Searches a second',
          'reqps',
          rate(ofServices(N.retrievals), `${L.dataSource}, ${L.retrievalResult}`),
          `{{${L.dataSource}}} {{${L.retrievalResult}}}`,
        ),
        line(
          'Searches that find something',
          'percentunit',
          `${rate(ofServices(N.retrievals, `${L.retrievalResult}="hit"`), 'job')} / ${rate(ofServices(N.retrievals), 'job')}`,
          '{{job}}',
        ),
        line(
          'Best score, mean',
          'short',
          `${rate(ofServices(`${N.bestScore}_sum`), L.dataSource)} / ${rate(ofServices(`${N.bestScore}_count`), L.dataSource)}`,
          `{{${L.dataSource}}}`,
        ),
        line(
          'Best score, median',
          'short',
          quantile(0.5, ofServices(`${N.bestScore}_bucket`), L.dataSource),
          `{{${L.dataSource}}}`,
        ),
        line(
          'Duration, p95',
          's',
          quantile(0.95, ofServices(`${N.operation}_bucket`, `${L.operation}="retrieval"`), 'job'),
          '{{job}}',
        ),
        line(
          'Embeddings, p95',
          's',
          quantile(
            0.95,
            ofServices('llm_request_latency_seconds_bucket', `${L.operation}="embeddings"`),
            L.model,
          ),
          `{{${L.model}}}`,
        ),
      ],
    },
  ],
};
