// Converts a feedback event to the call record that llm-otel would write.

import { stringify } from '../exact-json.ts';
import type { LogRecord } from '../otlp/index.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { derivedId } from './record-id.ts';
import { inOrder, NANO_PER_MS, timesOf } from './record-parts.ts';
import { fieldsOf, toSaid } from './span-fields.ts';
import { toHexId } from './trace-id.ts';

const EVALUATION = 'gen_ai.evaluation.result';

/** The record of a feedback event; undefined for other log records. */
export function feedbackRecord(log: LogRecord): CallRecord | undefined {
  const { eventName, traceId, spanId } = log;
  const time = log.timeUnixNano === 0n ? log.observedTimeUnixNano : log.timeUnixNano;
  if (eventName !== EVALUATION) return undefined;
  const { fields, rest } = fieldsOf(
    toSaid(log.attributes),
    toSaid(log.resource.attributes),
    undefined,
  );
  if (time === 0n || fields['feedback_name'] === undefined) return undefined;
  const seed = stringify([String(time), traceId, spanId, fields]);
  return inOrder({
    ...fields,
    ...timesOf(time),
    log_type: 'feedback',
    level: 'INFO',
    request_id: derivedId(Number(time / NANO_PER_MS), seed),
    trace_id: toHexId(traceId, 16),
    span_id: toHexId(spanId, 8),
    attributes: rest,
  });
}
