// The four incidents: which alert says so, and which questions lead from it to one trace.

import type { Shell } from './shell.ts';

export interface Incident {
  /** Its program here is `<name>.mjs`. */
  readonly name: string;
  readonly title: string;
  /** As in collector/rules/. */
  readonly alert: string;
  /** Asks, and returns the id of the trace that shows the cause. */
  investigate(shell: Shell): string;
  /** What the trace shows. */
  readonly cause: string;
}

const RECENT = ['--since', '1h'];

export const INCIDENTS: readonly Incident[] = [
  {
    name: 'error',
    title: 'Calls fail, and one place is to blame',
    alert: 'LlmErrorRate',
    investigate(shell) {
      shell.show('stats', '--group-by', 'model_id', ...RECENT);
      return shell.newest(
        ['--status', 'failure', '--type', 'model', ...RECENT],
        'timestamp,model_id,error_code,error_class',
      );
    },
    cause:
      'Only `gpt-4o` fails, always with 400, and always in the step `summarise`: a release sends a parameter that the model refuses.',
  },
  {
    name: 'cost',
    title: 'An hour costs more than planned',
    alert: 'LlmSpendHour',
    investigate(shell) {
      shell.show('stats', ...RECENT);
      shell.show('top', '--by', 'conversation_id', '--metric', 'cost', '--limit', '3', ...RECENT);
      return shell.newest(
        ['--conversation', 'endless', ...RECENT],
        'timestamp,message_count,prompt_tokens,cost_usd',
      );
    },
    cause:
      'One conversation costs nearly all of it. Each turn sends all earlier ones again, up to 55,100 tokens: its history must be cut.',
  },
  {
    name: 'retrieval',
    title: 'Searches find nothing more often',
    alert: 'LlmRetrievalHitRate',
    investigate(shell) {
      shell.show('stats', '--type', 'retrieval', '--group-by', 'index,retrieved_count', ...RECENT);
      return shell.newest(
        ['--type', 'retrieval', '--where', 'retrieved_count=0', ...RECENT],
        'timestamp,data_source_id,index,retrieved_count',
      );
    },
    cause:
      'Every empty search was in `index-42`, and none in the index before it: it was built in part. The answer below was made without a page.',
  },
  {
    name: 'quality',
    title: 'Users are unhappy, and nothing fails',
    alert: 'LlmNegativeFeedback',
    investigate(shell) {
      shell.show('stats', ...RECENT);
      shell.show('top', '--by', 'prompt_template_version', '--metric', 'feedback', ...RECENT);
      return shell.newest(
        ['--type', 'feedback', '--where', 'feedback_label=down', ...RECENT],
        'timestamp,feedback_name,feedback_label',
      );
    },
    cause:
      'No call fails and none is slow. Users like answers of version 2 of the prompt far less than those of version 1: take it back.',
  },
];
