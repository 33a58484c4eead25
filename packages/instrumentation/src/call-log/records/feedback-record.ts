// The record of an evaluation: it belongs to its trace's calls.

import { otelApi } from '../../foundation/otel-api.ts';
import type { Evaluation } from '../../telemetry/events/evaluations.ts';
import { SCHEMA_VERSION, user } from './call-record.ts';
import { recordId } from '../../foundation/record-id.ts';
import { resourceFields } from './resource-fields.ts';

/** The record of a new evaluation. */
export function toFeedbackRecord(evaluation: Evaluation): Record<string, unknown> {
  const { name, score, label, explanation, responseId, attributes, conversation } = evaluation;
  const { traceId, requestId } = evaluation;
  const now = Date.now();
  const span = otelApi()!.trace.getSpanContext(evaluation.context);
  return {
    schema_version: SCHEMA_VERSION,
    timestamp: new Date(now).toISOString(),
    log_type: 'feedback',
    level: 'INFO',
    feedback_name: name,
    feedback_score: Number.isFinite(score) ? score : undefined,
    feedback_label: label,
    feedback_comment: explanation,
    feedback_request_id: requestId,
    request_id: recordId(now),
    trace_id: span?.traceId ?? traceId,
    span_id: span?.spanId,
    response_id: responseId,
    conversation_id: conversation?.conversationId,
    session_id: conversation?.sessionId,
    ...user(conversation?.userId),
    ...resourceFields(),
    time_unix_nano: `${now}000000`,
    attributes: attributes && Object.keys(attributes).length > 0 ? attributes : undefined,
  };
}
