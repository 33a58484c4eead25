// The quality of a model's answer.

import type { Attributes } from '@opentelemetry/api';
import { isDisabled } from '../settings/settings.ts';
import { isRecorded } from '../content/capture.ts';
import { redact } from '../content/redact.ts';
import { safely } from '../foundation/safely.ts';
import { reach } from '../foundation/first-use.ts';
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
    const { score, label, explanation, responseId, of, error } = evaluated;
    const attributes: Attributes = { [ATTRIBUTE.evaluationName]: name };
    if (score !== undefined) attributes[ATTRIBUTE.evaluationScoreValue] = score;
    if (label !== undefined) attributes[ATTRIBUTE.evaluationScoreLabel] = label;
    const capture = captureHere();
    const mayExplain = capture?.responses === true && isRecorded(capture);
    const reason = explanation !== undefined && mayExplain ? redact(explanation) : undefined;
    if (reason !== undefined && capture?.onEvents === true) {
      attributes[ATTRIBUTE.evaluationExplanation] = reason;
    }
    if (responseId !== undefined) attributes[ATTRIBUTE.responseId] = responseId;
    if (error !== undefined) attributes[ATTRIBUTE.errorType] = error;
    const own = redactAttributes(evaluated.attributes);
    const emit = (): void => {
      const context = api.context.active();
      emitEvaluation(context, { ...attributes, ...own });
      const conversation = conversationOf(context);
      const about = { responseId, attributes: own, conversation, context };
      tellEvaluation({ name, score, label, explanation: reason, ...about });
    };
    if (of === undefined) emit();
    else of.run(emit);
  });
}
