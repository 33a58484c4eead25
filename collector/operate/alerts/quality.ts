// Alerts of the third layer: is what the models say any good.

import { TAG } from '../jaeger-link.ts';
import { dropped, every, enough, share } from '../promql.ts';
import { LABEL, NAME } from '../recording.ts';
import type { Alert, Runbook, Series } from '../rule.ts';
import { type About, answers } from './answers.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import { retrieval } from './retrieval.ts';
import { segmentErrors } from './segments.ts';
import { calls, growing, JOB, level, OF_JOB, ofCall, scored, series, week } from './samples.ts';
import { toolsOverMcp } from './tools-over-mcp.ts';

const layer = 'quality';
const percent = '{{ $value | humanizePercentage }}';

/** All alerts of the layer. They are nobody's reason to get up at night. */
export function quality(w: Windows): Alert[] {
  const all = [...retrieval(w), ...judged(w), ...answers(w), ...others(w)];
  return [...all, segmentErrors(w), toolsOverMcp(w)].map((about) => ({
    ...about,
    layer,
    severity: 'ticket',
    for: w.patient,
  }));
}

function judged(w: Windows): About[] {
  const negative = `${NAME.feedback}{${LABEL.label}=~"down|rejected|corrected"}`;
  const positive = `${NAME.feedback}{${LABEL.label}=~"up|accepted|uncorrected|down|rejected|corrected"}`;
  const thumbs = (up: number, down: number): Series => ({
    [series(NAME.feedback, { [LABEL.evaluation]: 'thumbs', [LABEL.label]: 'up' })]: growing(up),
    [series(NAME.feedback, { [LABEL.evaluation]: 'thumbs', [LABEL.label]: 'down' })]: growing(down),
  });
  const labels = `job, ${LABEL.evaluation}`;
  const follow = 'llm_follow_up_ratio';
  const runbook: Runbook = {
    means: 'Users or evaluations say that answers are worse than they should be. Nothing fails.',
    promql: `sum by (job, ${LABEL.evaluation}, ${LABEL.label}) (increase(${NAME.feedback}[1h]))`,
    command:
      'llm-otel logs --type feedback --columns timestamp,feedback_name,feedback_label,feedback_score,trace_id --since 1d',
    jaeger: 'trace of a record',
    usually:
      'A prompt or a model was changed, retrieval finds less (see LlmRetrievalHitRate), or answers are cut (see LlmLengthStops).',
  };
  return [
    {
      alert: 'LlmNegativeFeedback',
      expr: every([
        `${share(negative, positive, w.hour)} > ${T.negativeFeedback}`,
        enough(positive, w.hour),
      ]),
      summary: `{{ $labels.job }}: ${percent} of feedback is negative`,
      runbook,
      test: { length: 'minutes', fires: thumbs(6, 4), silent: thumbs(9, 1), labels: OF_JOB },
    },
    {
      alert: 'LlmEvaluationScore',
      expr: dropped(NAME.score, w, labels),
      summary: `{{ $labels.job }}: {{ $labels.${LABEL.evaluation} }} scores {{ $value | printf "%.2f" }} on average, far less than in the last week`,
      runbook,
      test: {
        length: 'week',
        fires: scored(NAME.score, { [LABEL.evaluation]: 'relevance' }, 8, 4),
        silent: scored(NAME.score, { [LABEL.evaluation]: 'relevance' }, 8, 7),
        labels: { ...OF_JOB, [LABEL.evaluation]: 'relevance' },
      },
    },
    {
      // The service of the command has no name of the application: it is compared with all calls.
      alert: 'LlmFollowUps',
      expr: `${follow} > ${T.followUpRise} * avg_over_time(${follow}[${w.week}])\n  and on () sum(llm:errors:hour) / sum(llm:requests:hour) <= ${T.flatErrorRise} * sum(avg_over_time(llm:errors:hour[${w.week}])) / sum(avg_over_time(llm:requests:hour[${w.week}]))\n  and on () sum(llm:requests:hour) >= ${T.leastCalls}`,
      summary: `Users ask again after ${percent} of answers, more than usual, while no more calls fail than usual`,
      runbook: {
        ...runbook,
        means:
          'Users ask again at once more often than in the last week, and the error rate is flat: answers got worse without a failure.',
        promql: `llm_follow_up_ratio / avg_over_time(llm_follow_up_ratio[7d])`,
        command: 'llm-otel stats --type conversation --since 1d',
        jaeger: {},
      },
      test: {
        length: 'week',
        fires: { [series(follow)]: level(0.1, 0.3), ...failures(10, 1) },
        silent: { [series(follow)]: level(0.1, 0.3), ...failures(10, 4) },
        labels: { job: JOB, instance: 'one' },
      },
    },
  ];
}

/** Calls and failures, for a week; in the last hour `last` of them fail. */
function failures(good: number, last: number): Series {
  return {
    [ofCall(`${NAME.inference}_count`)]: week(good),
    [ofCall(`${NAME.inference}_count`, { [LABEL.errorType]: '500' })]: week(1, last),
  };
}

function others(w: Windows): About[] {
  const byTool = `job, ${LABEL.tool}`;
  const tool = `${NAME.tool}_count`;
  const ran = (good: number, bad: number): Series => ({
    ...calls(1),
    [series(tool, { [LABEL.tool]: 'search' })]: growing(good),
    [series(tool, { [LABEL.tool]: 'search', [LABEL.errorType]: 'validation' })]: growing(bad),
  });
  const byGuardrail = `job, ${LABEL.guardrail}`;
  const decided = (allowed: number, blocked: number): Series => ({
    [series(NAME.guardrail, { [LABEL.guardrail]: 'topics', [LABEL.decision]: 'allow' })]:
      growing(allowed),
    [series(NAME.guardrail, { [LABEL.guardrail]: 'topics', [LABEL.decision]: 'block' })]:
      growing(blocked),
  });
  return [
    {
      alert: 'LlmToolFailures',
      expr: every(
        [
          `${share(`${tool}{${LABEL.errorType}!=""}`, tool, w.hour, byTool)} > ${T.toolFailures}`,
          enough(tool, w.hour, T.leastCalls, byTool),
        ],
        byTool,
      ),
      summary: `{{ $labels.job }}: ${percent} of the runs of {{ $labels.${LABEL.tool} }} fail`,
      runbook: {
        means: 'A tool fails. With `validation`, the model gives arguments that the tool refuses.',
        promql: `sum by (${byTool}, ${LABEL.errorType}) (increase(${tool}[1h]))`,
        command: 'llm-otel logs --type tool --status failure --since 1h',
        jaeger: { tags: { [TAG.operationName]: 'execute_tool', [TAG.outcome]: 'error' } },
        usually:
          'What is behind the tool is down, its description does not say what it takes, or the model was changed.',
      },
      test: {
        length: 'minutes',
        fires: ran(8, 2),
        silent: ran(99, 1),
        labels: { ...OF_JOB, [LABEL.tool]: 'search' },
      },
    },
    {
      alert: 'LlmGuardrailBlocks',
      expr: every(
        [
          `${share(`${NAME.guardrail}{${LABEL.decision}="block"}`, NAME.guardrail, w.hour, byGuardrail)} > ${T.blocked}`,
          enough(NAME.guardrail, w.hour, T.leastCalls, byGuardrail),
        ],
        byGuardrail,
      ),
      summary: `{{ $labels.job }}: {{ $labels.${LABEL.guardrail} }} blocks ${percent}`,
      runbook: {
        means: 'A guardrail blocks much.',
        promql: `sum by (${byGuardrail}, ${LABEL.decision}) (increase(${NAME.guardrail}[1h]))`,
        command: 'llm-otel logs --where llm_otel.guardrail.decision=block --since 1h',
        jaeger: { tags: { [TAG.guardrailDecision]: 'block' } },
        usually: 'An attack, or a policy that has become too strict.',
      },
      test: {
        length: 'minutes',
        fires: decided(8, 2),
        silent: decided(99, 1),
        labels: { ...OF_JOB, [LABEL.guardrail]: 'topics' },
      },
    },
  ];
}
