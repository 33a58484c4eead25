// Records an evaluation or feedback: the event, the metrics and the call record.

import type { Attributes, Context } from '@opentelemetry/api';
import { isRecorded } from '../content/capture.ts';
import { OTHER } from '../content/shaped.ts';
import { COMMON } from '../model/fields/common-fields.ts';
import { EVENTS } from '../model/fields/event-fields.ts';
import type { Field } from '../model/fields/field.ts';
import { RESPONSE } from '../model/fields/response-fields.ts';
import { checkedValue } from '../telemetry/checked-value.ts';
import { captureHere } from '../telemetry/content/capture-context.ts';
import { conversationOf } from '../telemetry/context/conversation.ts';
import { ATTRIBUTE } from '../telemetry/conventions/vocabulary.ts';
import { emitEvaluation } from '../telemetry/events/events.ts';
import { tellEvaluation } from '../telemetry/events/evaluations.ts';
import { recordEvaluation } from '../telemetry/metrics/metrics.ts';
import { redactAttributes } from './custom-attributes.ts';

/** What was judged, by whom, and how. */
export interface Judged {
  readonly name: string;
  readonly score?: number | undefined;
  readonly label?: string | undefined;
  /** Content. */
  readonly explanation?: string | undefined;
  readonly responseId?: string | undefined;
  /** The trace and the call record that it is about, if they are named. */
  readonly traceId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly error?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

/** Records `judged` in `context`, the one of the judged operation. */
export function record(judged: Judged, context: Context): void {
  const known = {
    name: checkedText(EVENTS.evaluationName, judged.name) ?? OTHER,
    label: checkedText(EVENTS.evaluationScoreLabel, judged.label),
    score: checkedValue(EVENTS.evaluationScoreValue, judged.score) as number | undefined,
    responseId: checkedText(RESPONSE.id, judged.responseId),
    traceId: checkedText(EVENTS.feedbackTraceId, judged.traceId),
    requestId: checkedText(EVENTS.feedbackRequestId, judged.requestId),
  };
  const attributes: Attributes = {
    [ATTRIBUTE.evaluationName]: known.name,
    [ATTRIBUTE.evaluationScoreValue]: known.score,
    [ATTRIBUTE.evaluationScoreLabel]: known.label,
    [ATTRIBUTE.responseId]: known.responseId,
    [ATTRIBUTE.feedbackTraceId]: known.traceId,
    [ATTRIBUTE.feedbackRequestId]: known.requestId,
    [ATTRIBUTE.errorType]: checkedText(COMMON.errorType, judged.error),
  };
  for (const key in attributes) if (attributes[key] === undefined) delete attributes[key];
  const capture = captureHere();
  const mayExplain = capture?.responses === true && isRecorded(capture);
  const explanation = mayExplain
    ? checkedText(EVENTS.evaluationExplanation, judged.explanation)
    : undefined;
  if (explanation !== undefined && capture?.onEvents === true) {
    attributes[ATTRIBUTE.evaluationExplanation] = explanation;
  }
  const own = redactAttributes(judged.attributes);
  emitEvaluation(context, { ...attributes, ...own });
  const conversation = conversationOf(context);
  const evaluation = { ...known, explanation, attributes: own, conversation, context };
  recordEvaluation(evaluation);
  tellEvaluation(evaluation);
}

function checkedText(field: Field, value: unknown): string | undefined {
  return checkedValue(field, value) as string | undefined;
}
