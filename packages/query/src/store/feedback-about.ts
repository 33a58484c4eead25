// What feedback is about: the call that it names by a request id or by the provider's response id, else all calls of
// its trace.

import type { Store } from './store.ts';

const GIVEN = `log_type = 'feedback'`;

/** Whether there is any: to look for the calls that it is about takes longer than most questions. */
export async function hasFeedback({ engine }: Pick<Store, 'engine'>): Promise<boolean> {
  return (await engine.rows(`SELECT 1 FROM calls WHERE ${GIVEN} LIMIT 1`)).length > 0;
}

/**
 * The table `judged`, with those that it is made of: each pair of feedback and a call of the table `selected`, each pair
 * once. It has columns `of` the call, and `feedback_id`, `feedback_name`, `feedback_label` and `score` if they are `told`.
 */
export function judged(of: readonly string[], told: readonly string[]): string {
  const own = of.map((name) => `${name}, `).join('');
  const joined = `SELECT ${own}${told.join(', ')} FROM about JOIN feedback ON`;
  // What feedback names is little: all calls are only compared with that. `names_response`: some record has its response id.
  return `given AS MATERIALIZED (
      SELECT request_id AS feedback_id, feedback_request_id, response_id, trace_id, feedback_name, feedback_label,
        feedback_score AS score FROM calls WHERE ${GIVEN}),
    feedback AS MATERIALIZED (
      SELECT *, coalesce(response_id IN (
        SELECT response_id FROM calls WHERE log_type <> 'feedback' AND response_id IN (SELECT response_id FROM given)
      ), false) AS names_response FROM given),
    about AS MATERIALIZED (
      SELECT ${own}request_id, response_id, trace_id FROM selected
      WHERE request_id IN (SELECT feedback_request_id FROM given)
        OR response_id IN (SELECT response_id FROM given) OR trace_id IN (SELECT trace_id FROM given)),
    judged AS (
      ${joined} about.request_id = feedback.feedback_request_id
      UNION ${joined} about.response_id = feedback.response_id
        WHERE feedback.feedback_request_id IS NULL
      UNION ${joined} about.trace_id = feedback.trace_id
        WHERE feedback.feedback_request_id IS NULL AND NOT feedback.names_response)`;
}

/** `columns` of the record with the request id `$1`, or else the response id, and then of its feedback. */
export function withFeedback(columns: string): string {
  return `WITH named AS (SELECT request_id, response_id FROM calls WHERE request_id = $1 OR response_id = $1)
    SELECT ${columns} FROM calls
    WHERE request_id = $1 OR response_id = $1 OR feedback_request_id = $1 OR log_type = 'feedback' AND (
      response_id IN (SELECT response_id FROM named WHERE response_id IS NOT NULL)
      OR feedback_request_id IN (SELECT request_id FROM named))
    ORDER BY log_type = 'feedback', request_id = $1 DESC`;
}
