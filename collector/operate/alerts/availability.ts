// Alerts of the first layer: are calls answered, and in time.

import { TAG } from '../jaeger-link.ts';
import { every, enough, grown, share } from '../promql.ts';
import { LABEL, NAME } from '../recording.ts';
import type { Alert, Runbook, Series } from '../rule.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import { buckets, calls, OF_JOB } from './samples.ts';

const layer = 'availability';
const REQUESTS = 'llm_requests_total';
const ERRORS = 'llm_errors_total';
const percent = '{{ $value | humanizePercentage }}';
const BY_ERROR = `sum by (job, ${LABEL.model}, ${LABEL.errorType}) (rate(llm_errors_total[5m]))`;

/** Burn rates of an error budget, as pairs of windows: fast burns page, slow ones can wait. */
function burn(
  name: string,
  about: {
    readonly bad: (window: string) => string;
    /** What the share is of: a few of them say nothing. */
    readonly judged: string;
    readonly budget: number;
    readonly what: string;
    readonly runbook: Runbook;
    readonly fires: Series;
    readonly silent: Series;
  },
  w: Windows,
): Alert[] {
  const { bad, judged, budget, what, runbook, fires, silent } = about;
  const burning = (rate: number, long: string, short: string): string =>
    every([
      `${bad(long)} > ${round(rate * budget)}`,
      `${bad(short)} > ${round(rate * budget)}`,
      enough(judged, long),
    ]);
  const test = { length: 'minutes', fires, silent, labels: OF_JOB } as const;
  return [
    {
      alert: `${name}BurnsFast`,
      layer,
      severity: 'page',
      expr: burning(14.4, w.hour, w.short),
      for: w.soon,
      summary: `{{ $labels.job }}: ${percent} of calls ${what}; at this rate a month's budget is gone in two days`,
      runbook,
      test,
    },
    {
      alert: `${name}BurnsSlowly`,
      layer,
      severity: 'ticket',
      expr: burning(6, w.sixHours, w.medium),
      for: w.patient,
      summary: `{{ $labels.job }}: ${percent} of calls ${what}; at this rate a month's budget is gone in five days`,
      runbook,
      test,
    },
  ];
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The alert of a share of calls that failed with one kind of error. */
function failing(
  alert: string,
  types: string,
  threshold: number,
  errorType: string,
  about: { readonly summary: string; readonly runbook: Runbook },
  w: Windows,
): Alert {
  const part = `${ERRORS}{${LABEL.errorType}=~"${types}"}`;
  return {
    alert,
    layer,
    severity: 'ticket',
    expr: every([`${share(part, REQUESTS, w.short)} > ${threshold}`, enough(REQUESTS, w.short)]),
    for: w.soon,
    ...about,
    test: {
      length: 'minutes',
      fires: calls(90, 10, errorType),
      // Many calls fail, but few of them in this way.
      silent: { ...calls(89, 10, 'invalid_request_error'), ...calls(89, 1, errorType) },
      labels: OF_JOB,
    },
  };
}

/** All alerts of the layer about calls. */
export function availability(w: Windows): Alert[] {
  return [...errors(w), ...latency(w)];
}

function errors(w: Windows): Alert[] {
  const runbook: Runbook = {
    means: 'More calls fail than the objective allows. Aborted calls do not count.',
    promql: BY_ERROR,
    command: 'llm-otel logs --status failure --since 1h',
    jaeger: { tags: { [TAG.outcome]: 'error' } },
    usually:
      'A provider has an outage (compare models and providers), a model was withdrawn (404), a key has expired (401), or a release sends a parameter that the model refuses (400).',
  };
  return [
    {
      alert: 'LlmErrorRate',
      layer,
      severity: 'page',
      expr: every([
        `${share(ERRORS, REQUESTS, w.short)} > ${T.errorRate}`,
        enough(REQUESTS, w.short),
      ]),
      for: w.soon,
      summary: `{{ $labels.job }}: ${percent} of calls fail`,
      runbook,
      test: {
        length: 'minutes',
        fires: calls(90, 10),
        silent: calls(99, 1),
        labels: OF_JOB,
      },
    },
    ...burn(
      'LlmErrorBudget',
      {
        bad: (window) => share(ERRORS, REQUESTS, window),
        judged: REQUESTS,
        budget: 1 - T.availability,
        what: 'failed',
        runbook,
        fires: calls(80, 20),
        silent: calls(97, 3),
      },
      w,
    ),
    failing(
      'LlmTimeouts',
      '(?i).*time_?out.*|408|504|.*deadline.*',
      T.timeoutRate,
      'timeout',
      {
        summary: `{{ $labels.job }}: ${percent} of calls run into a timeout`,
        runbook: {
          means: 'Calls end by a deadline: of the client, of the provider or of a proxy between.',
          promql: `llm:request_latency_seconds:p99`,
          command: 'llm-otel logs --status failure --since 1h --json',
          jaeger: { tags: { [TAG.errorType]: 'timeout' } },
          usually:
            'Answers have become longer than the timeout allows (look at output tokens), or the provider is slow (look at the time to the first chunk).',
        },
      },
      w,
    ),
    failing(
      'LlmRateLimited',
      '(?i)429|.*rate_?limit.*|.*quota.*|overloaded_error|529',
      T.rateLimitRate,
      '429',
      {
        summary: `{{ $labels.job }}: the provider refuses ${percent} of calls because of limits`,
        runbook: {
          means: 'The provider refuses calls: too many, too many tokens, or no more money.',
          promql: `sum by (job, ${LABEL.model}) (rate(llm_requests_total[5m]))`,
          command: 'llm-otel stats --group-by model_id --since 1h',
          jaeger: { tags: { [TAG.statusCode]: '429' } },
          usually:
            'One job or one user sends much more than usual, retries add up, or the quota of the account is used up.',
        },
      },
      w,
    ),
  ];
}

function latency(w: Windows): Alert[] {
  const runbook: Runbook = {
    means: 'Calls take longer than the objective allows.',
    promql: `topk(5, llm:request_latency_seconds:p95)`,
    command: 'llm-otel top --by model_id --metric p95 --since 1h',
    jaeger: { minDuration: `${T.p95}s` },
    usually:
      'Answers have become longer, reasoning was switched on or its level raised, the prompt has grown, or the provider is slow.',
  };
  const late =
    (metric: string, bound: number) =>
    (window: string): string =>
      `(1 - ${grown(`${metric}_bucket{le="${bound}"}`, window)} / ${grown(`${metric}_bucket{le="+Inf"}`, window)})`;
  return [
    {
      alert: 'LlmLatency',
      layer,
      severity: 'ticket',
      expr: every(
        [
          `llm:request_latency_seconds:p95 > ${T.p95}`,
          enough(REQUESTS, w.short, T.leastCalls, `job, ${LABEL.model}`),
        ],
        `job, ${LABEL.model}`,
      ),
      for: w.patient,
      summary: `{{ $labels.job }}: the slowest 5 % of calls of {{ $labels.${LABEL.model} }} take {{ $value | humanizeDuration }} and more`,
      runbook,
      test: {
        length: 'minutes',
        fires: {
          ...buckets(NAME.inference, T.latency, 50, 50),
        },
        silent: buckets(NAME.inference, T.latency, 99, 1),
        labels: { ...OF_JOB, [LABEL.model]: 'gpt-4o' },
      },
    },
    ...burn(
      'LlmLatencyBudget',
      {
        bad: late('llm_request_latency_seconds', T.latency),
        judged: REQUESTS,
        budget: 1 - T.inTime,
        what: `took longer than ${T.latency} s`,
        runbook,
        fires: buckets(NAME.inference, T.latency, 10, 90),
        silent: buckets(NAME.inference, T.latency, 80, 20),
      },
      w,
    ),
    ...burn(
      'LlmFirstChunkBudget',
      {
        bad: late('llm_first_chunk_seconds', T.firstChunk),
        judged: 'llm_first_chunk_seconds_bucket{le="+Inf"}',
        budget: 1 - T.inTime,
        what: `sent their first chunk later than after ${T.firstChunk} s`,
        runbook: {
          ...runbook,
          means: 'Streams begin later than the objective allows: users wait before a blank page.',
          command: 'llm-otel stats --group-by model_id --since 1h',
          usually:
            'The prompt has grown, its cache is missed (look at cached tokens), or the provider is slow.',
        },
        fires: buckets(NAME.firstChunk, T.firstChunk, 10, 90),
        // Many calls, but hardly one of them is a stream.
        silent: { ...buckets(NAME.firstChunk, T.firstChunk, 0, 0.01), ...calls(100) },
      },
      w,
    ),
  ];
}
