// Feedback that is given by the command: its records and its event, as `feedback()` of llm-otel makes them.

import { derivedId } from '../import/record-id.ts';
import { inOrder, NANO_PER_MS, timesOf } from '../import/record-parts.ts';
import type { CallRecord } from '../reader/parse-line.ts';

/** What was given; each kind becomes a record. */
export interface Given {
  readonly thumbs?: 'up' | 'down';
  readonly score?: number;
  readonly accepted?: 'yes' | 'no';
  readonly corrected?: 'yes' | 'no';
  readonly comment?: string;
}

interface Named {
  readonly feedback_name: string;
  readonly feedback_label?: string;
  readonly feedback_score?: number;
}

/** The records about `call`, given at `time` in milliseconds since the epoch. */
export function toFeedbackRecords(
  call: CallRecord,
  given: Given,
  time: number,
  seed: string,
): CallRecord[] {
  return namedBy(given).map((named) =>
    inOrder({
      ...named,
      ...timesOf(BigInt(time) * NANO_PER_MS),
      log_type: 'feedback',
      level: 'INFO',
      feedback_comment: given.comment,
      feedback_request_id: call['request_id'],
      request_id: derivedId(time, `${seed} ${named.feedback_name}`),
      trace_id: call['trace_id'],
      span_id: call['span_id'],
      response_id: call['response_id'],
      conversation_id: call['conversation_id'],
      session_id: call['session_id'],
      service_name: call['service_name'],
    }),
  );
}

function namedBy({ thumbs, score, accepted, corrected, comment }: Given): Named[] {
  const answered = (name: string, answer: 'yes' | 'no', yes: string, no: string): Named => ({
    feedback_name: name,
    feedback_label: answer === 'yes' ? yes : no,
    feedback_score: answer === 'yes' ? 1 : 0,
  });
  const found: Named[] = [
    ...(thumbs === undefined
      ? []
      : [
          {
            feedback_name: 'thumbs',
            feedback_label: thumbs,
            feedback_score: thumbs === 'up' ? 1 : 0,
          },
        ]),
    ...(score === undefined ? [] : [{ feedback_name: 'user_satisfaction', feedback_score: score }]),
    ...(accepted === undefined ? [] : [answered('accepted', accepted, 'accepted', 'rejected')]),
    ...(corrected === undefined
      ? []
      : [answered('corrected', corrected, 'corrected', 'uncorrected')]),
  ];
  return found.length === 0 && comment !== undefined ? [{ feedback_name: 'comment' }] : found;
}

/** OTLP/JSON of an event for each record. What the user wrote stays in the record. */
export function feedbackEvent(records: readonly CallRecord[]): string {
  const text = (key: string, value: unknown): object[] =>
    value === undefined ? [] : [{ key, value: { stringValue: String(value) } }];
  const logRecords = records.map((record) => ({
    timeUnixNano: record['time_unix_nano'],
    observedTimeUnixNano: record['time_unix_nano'],
    eventName: 'gen_ai.evaluation.result',
    traceId: record['trace_id'],
    spanId: record['span_id'],
    flags: 1,
    attributes: [
      ...text('gen_ai.evaluation.name', record['feedback_name']),
      ...text('gen_ai.evaluation.score.label', record['feedback_label']),
      ...text('gen_ai.response.id', record['response_id']),
      ...text('llm_otel.feedback.request_id', record['feedback_request_id']),
      ...(record['feedback_score'] === undefined
        ? []
        : [
            {
              key: 'gen_ai.evaluation.score.value',
              value: { doubleValue: record['feedback_score'] },
            },
          ]),
    ],
  }));
  const resource = { attributes: text('service.name', records[0]?.['service_name']) };
  return JSON.stringify({
    resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'llm-otel' }, logRecords }] }],
  });
}
