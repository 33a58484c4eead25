// Alerts of the third layer on the answers themselves: how they end, how long their prompts are.

import { TAG } from '../jaeger-link.ts';
import { every, enough, share, shareOrZero } from '../promql.ts';
import { LABEL, NAME } from '../recording.ts';
import type { Alert, Series } from '../rule.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import { growing, OF_JOB, ofCall, week } from './samples.ts';

/** An alert without what all of its layer have alike. */
export type About = Pick<Alert, 'alert' | 'expr' | 'summary' | 'runbook' | 'test'>;

const BY_MODEL = `job, ${LABEL.model}`;
const percent = '{{ $value | humanizePercentage }}';

/** The alerts on answers. */
export function answers(w: Windows): About[] {
  const stopped = (reasons: string): string =>
    share(
      `${NAME.finishReasons}{${LABEL.finishReason}=~"${reasons}"}`,
      NAME.finishReasons,
      w.hour,
      BY_MODEL,
    );
  const ended = (usual: number, reason: string, other: number): Series => ({
    [ofCall(NAME.finishReasons, { [LABEL.finishReason]: 'stop' })]: growing(usual),
    [ofCall(NAME.finishReasons, { [LABEL.finishReason]: reason })]: growing(other),
  });
  const byModel = (
    alert: string,
    reasons: string,
    most: number,
    about: Pick<About, 'summary' | 'runbook' | 'test'>,
  ): About => ({
    alert,
    expr: every(
      [`${stopped(reasons)} > ${most}`, enough(NAME.finishReasons, w.hour, T.leastCalls, BY_MODEL)],
      BY_MODEL,
    ),
    ...about,
  });
  const labels = { ...OF_JOB, [LABEL.model]: 'gpt-4o' };
  const promql = `sum by (${BY_MODEL}, ${LABEL.finishReason}) (increase(${NAME.finishReasons}[1h]))`;
  const read = (window: string): string => shareOrZero(NAME.cacheRead, NAME.inputTokens, window);
  return [
    byModel('LlmContentFilter', 'content_filter|refusal|safety', T.filtered, {
      summary: `{{ $labels.job }}: ${percent} of answers of {{ $labels.${LABEL.model} }} are stopped by a content filter`,
      runbook: {
        means: 'The provider stops answers, or the model refuses.',
        promql,
        command: 'llm-otel logs --where finish_reasons~content_filter --since 1h',
        jaeger: { tags: { [TAG.finishReasons]: '["content_filter"]' } },
        usually:
          'Users try what they should not, or a change of the prompt trips the filter for harmless questions.',
      },
      test: {
        length: 'minutes',
        fires: ended(8, 'content_filter', 2),
        silent: ended(99, 'content_filter', 1),
        labels,
      },
    }),
    byModel('LlmLengthStops', 'length|max_tokens|max_output_tokens', T.lengthStops, {
      summary: `{{ $labels.job }}: ${percent} of answers of {{ $labels.${LABEL.model} }} end in the middle`,
      runbook: {
        means: 'Answers reach the limit of output tokens and end in the middle.',
        promql,
        command: 'llm-otel logs --where finish_reasons~length --since 1h',
        jaeger: { tags: { [TAG.finishReasons]: '["length"]' } },
        usually:
          'max_tokens is too small since a change of the prompt, or reasoning takes the room of the answer.',
      },
      test: {
        length: 'minutes',
        fires: ended(6, 'length', 4),
        silent: ended(9, 'length', 1),
        labels,
      },
    }),
    {
      alert: 'LlmPromptGrowth',
      expr: every([
        `(llm:tokens:hour{type="input"} / on (job) llm:requests:hour) > ${T.promptGrowth} * ${share('llm_tokens_total{type="input"}', 'llm_requests_total', w.week)}`,
        `llm:requests:hour >= ${T.leastCalls}`,
      ]),
      summary:
        '{{ $labels.job }}: a prompt has {{ $value | humanize }} tokens, far more than in the last week',
      runbook: {
        means:
          'Prompts are longer than on average in the last week: answers get slower, dearer and less exact.',
        promql: 'llm:tokens:hour{type="input"} / on (job) llm:requests:hour',
        command: 'llm-otel top --by prompt_template_id --metric tokens --since 1h',
        jaeger: { tags: { [TAG.requestModel]: '<model>' } },
        usually: 'Histories are not cut any more, or retrieval puts more into the prompt.',
      },
      test: {
        length: 'week',
        fires: {
          [ofCall(`${NAME.inference}_count`)]: week(10),
          [ofCall(NAME.inputTokens)]: week(1000, 2000),
        },
        silent: {
          [ofCall(`${NAME.inference}_count`)]: week(10),
          [ofCall(NAME.inputTokens)]: week(1000, 1200),
        },
        labels: OF_JOB,
      },
    },
    {
      alert: 'LlmCacheHitDrop',
      expr: every([
        `${read(w.hour)} < ${T.cacheHitDrop} * ${read(w.week)}`,
        `${read(w.week)} > ${T.leastCacheHits}`,
        `llm:requests:hour >= ${T.leastCalls}`,
      ]),
      summary: `{{ $labels.job }}: the provider's cache serves ${percent} of input tokens, less than half of the usual`,
      runbook: {
        means:
          "Far fewer input tokens come from the provider's cache than in the last week: calls are dearer and begin later.",
        promql: `sum by (job) (increase(${NAME.cacheRead}[1h])) / sum by (job) (increase(${NAME.inputTokens}[1h]))`,
        command: 'llm-otel stats --group-by model_id --since 1h',
        jaeger: { tags: { [TAG.cacheReadInputTokens]: '0' } },
        usually:
          'Something at the start of the prompt differs in every call, such as a date or an id.',
      },
      test: {
        length: 'week',
        fires: cached(500, 50),
        silent: cached(500, 400),
        labels: OF_JOB,
      },
    },
  ];
}

function cached(usual: number, last: number): Series {
  return {
    [ofCall(`${NAME.inference}_count`)]: week(10),
    [ofCall(NAME.inputTokens)]: week(1000),
    [ofCall(NAME.cacheRead)]: week(usual, last),
  };
}
