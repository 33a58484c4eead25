// What feedback is about: the call that it names by a request id or by the provider's response id, else all calls of
// its trace.

/** Feedback as a table of that name; `names_response`: some record has its response id. */
export const FEEDBACK = `feedback AS (
  SELECT request_id AS id, feedback_request_id, response_id, trace_id, feedback_name, feedback_label,
    feedback_score AS score, coalesce(response_id IN (
      SELECT response_id FROM calls WHERE log_type <> 'feedback' AND response_id IS NOT NULL), false) AS names_response
  FROM calls WHERE log_type = 'feedback')`;

/** `columns` of each pair of feedback and a call of the table `selected`, each pair once. */
export function pairs(columns: string): string {
  const joined = `SELECT ${columns} FROM selected JOIN feedback ON`;
  return `${joined} selected.request_id = feedback.feedback_request_id
    UNION ${joined} selected.response_id = feedback.response_id
      WHERE feedback.feedback_request_id IS NULL
    UNION ${joined} selected.trace_id = feedback.trace_id
      WHERE feedback.feedback_request_id IS NULL AND NOT feedback.names_response`;
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
