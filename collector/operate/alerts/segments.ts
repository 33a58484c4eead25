// The alert on calls that fail in certain scenarios only: the whole looks as always. Needs the overlay `segments`.

import { TAG } from '../jaeger-link.ts';
import { enough, every, share } from '../promql.ts';
import { LABEL } from '../recording.ts';
import type { Series } from '../rule.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import type { About } from './answers.ts';
import { growing, OF_JOB, series } from './samples.ts';

const SEGMENT = 'user_segment';
const BY_SEGMENT = `job, ${SEGMENT}`;
const CALLS = 'llm_otel_segment_duration_seconds_count';
const FAILED = `${CALLS}{${LABEL.errorType}!=""}`;

/** A segment of users whose calls fail, and more often than those of the service. */
export function segmentErrors(w: Windows): About {
  const all = `${CALLS}{${SEGMENT}!=""}`;
  const failed = `${CALLS}{${SEGMENT}!="", ${LABEL.errorType}!=""}`;
  const ofSegment = share(failed, all, w.hour, BY_SEGMENT);
  return {
    alert: 'LlmSegmentErrors',
    expr: every(
      [
        `${ofSegment} > ${T.errorRate}`,
        enough(all, w.hour, T.leastCalls, BY_SEGMENT),
        `${ofSegment} > on (job) group_left () ${T.segmentRise} * ${share(FAILED, CALLS, w.hour)}`,
      ],
      BY_SEGMENT,
    ),
    summary: `{{ $labels.job }}: {{ $value | humanizePercentage }} of the calls for the segment {{ $labels.${SEGMENT} }} fail, far more than of all`,
    runbook: {
      means:
        'Calls fail in one scenario: for users of one segment (`user_segment`), while the service as a whole looks well. Only the overlay `segments` counts them.',
      promql: `sum by (${BY_SEGMENT}, ${LABEL.model}, ${LABEL.errorType}) (increase(${FAILED}[1h]))`,
      command: 'llm-otel stats --group-by user_segment --since 1d',
      jaeger: { tags: { [TAG.outcome]: 'error' } },
      usually:
        'The segment has a prompt, a model, a region or a limit of its own, and that was changed; or its inputs are longer than those of others.',
    },
    test: {
      length: 'minutes',
      fires: { ...ofUsers('free', 9, 1), ...ofUsers('paid', 90, 0) },
      // Those of all fail alike: that is no scenario.
      silent: { ...ofUsers('free', 9, 1), ...ofUsers('paid', 9, 1) },
      labels: { ...OF_JOB, [SEGMENT]: 'free' },
    },
  };
}

/** Calls a minute: those that succeed, and those that fail. */
function ofUsers(segment: string, good: number, bad: number): Series {
  const labels = { [SEGMENT]: segment };
  return {
    [series(CALLS, labels)]: growing(good),
    [series(CALLS, { ...labels, [LABEL.errorType]: '500' })]: growing(bad),
  };
}
