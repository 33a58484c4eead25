// The quality of a model's answer.

import type { Attributes } from '@opentelemetry/api';
import { isDisabled } from '../settings/settings.ts';
import { isRecorded } from '../content/capture.ts';
import { OTHER } from '../content/shaped.ts';
import { safely } from '../foundation/safely.ts';
import { reach } from '../foundation/first-use.ts';
import { COMMON } from '../model/fields/common-fields.ts';
import { EVENTS } from '../model/fields/event-fields.ts';
import type { Field } from '../model/fields/field.ts';
import { RESPONSE } from '../model/fields/response-fields.ts';
import { checkedValue } from '../telemetry/checked-value.ts';
import { captureHere } from '../telemetry/content/capture-context.ts';
import { conversationOf } from '../telemetry/context/conversation.ts';
import { emitEvaluation } from '../telemetry/events/events.ts';
import { tellEvaluation } from '../telemetry/events/evaluations.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { ATTRIBUTE } from '../telemetry/conventions/vocabulary.ts';
import { redactAttributes, type CustomAttributes } from './custom-attributes.ts';
import type { Handle } from './handle.ts';

/** The result. */
export interface Evaluation extends CustomAttributes {
  /** A number; each metric has its own range. */
  score?: number;
  /** The meaning of the score, as one of few words: `pass` or `relevant`. */
  label?: string;
  /** The reason. It may quote content: recorded only with it. */
  explanation?: string;
  /** The id of the judged response, if its span is gone. */
  responseId?: string;
  /** The judged operation; by default the active span. */
  of?: Handle<never>;
  /** Why there is no score. */
  error?: string;
}

/**
 * Records how a person, model or rule judged an answer: as the event `gen_ai.evaluation.result` in the
 * context of the judged operation, and as a call record of the type `feedback`.
 *
 * @param name What was judged, such as `relevance`.
 * @example
 * evaluation('relevance', { score: 0.8, label: 'relevant', responseId: answer.id });
 */
export function evaluation(name: string, evaluated: Evaluation): void {
  safely('recording an evaluation', () => {
    if (isDisabled()) return;
    reach('operation');
    const api = otelApi();
    if (api === undefined) return;
    const { explanation, of } = evaluated;
    const known = {
      name: checkedText(EVENTS.evaluationName, name) ?? OTHER,
      label: checkedText(EVENTS.evaluationScoreLabel, evaluated.label),
      score: checkedValue(EVENTS.evaluationScoreValue, evaluated.score) as number | undefined,
      responseId: checkedText(RESPONSE.id, evaluated.responseId),
    };
    const attributes: Attributes = {
      [ATTRIBUTE.evaluationName]: known.name,
      [ATTRIBUTE.evaluationScoreValue]: known.score,
      [ATTRIBUTE.evaluationScoreLabel]: known.label,
      [ATTRIBUTE.responseId]: known.responseId,
      [ATTRIBUTE.errorType]: checkedText(COMMON.errorType, evaluated.error),
    };
    for (const key in attributes) if (attributes[key] === undefined) delete attributes[key];
    const capture = captureHere();
    const mayExplain = capture?.responses === true && isRecorded(capture);
    const reason = mayExplain ? checkedText(EVENTS.evaluationExplanation, explanation) : undefined;
    if (reason !== undefined && capture?.onEvents === true) {
      attributes[ATTRIBUTE.evaluationExplanation] = reason;
    }
    const own = redactAttributes(evaluated.attributes);
    const emit = (): void => {
      const context = api.context.active();
      emitEvaluation(context, { ...attributes, ...own });
      const conversation = conversationOf(context);
      tellEvaluation({ ...known, explanation: reason, attributes: own, conversation, context });
    };
    if (of === undefined) emit();
    else of.run(emit);
  });
}

function checkedText(field: Field, value: unknown): string | undefined {
  return checkedValue(field, value) as string | undefined;
}
