// The quality of a model's answer.

import { isDisabled } from '../settings/settings.ts';
import { remarkOnce, safely } from '../foundation/safely.ts';
import { reach } from '../foundation/first-use.ts';
import { otelApi } from '../foundation/otel-api.ts';
import type { CustomAttributes } from './custom-attributes.ts';
import type { Handle } from './handle.ts';
import { record } from './recorded-evaluation.ts';

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
 * context of the judged operation, in the metrics `llm_otel.feedback` and `llm_otel.evaluation.score`, and as a
 * call record of the type `feedback`.
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
    const problem = problemOf(name, evaluated);
    if (problem !== undefined) {
      remarkOnce(`evaluation() recorded nothing: ${problem}`);
      return;
    }
    const { of, ...judged } = evaluated;
    const emit = (): void => record({ ...judged, name }, api.context.active());
    if (of === undefined) emit();
    else of.run(emit);
  });
}

/** What is wrong with the arguments: plain JavaScript has no types. */
function problemOf(name: unknown, evaluated: unknown): string | undefined {
  if (typeof name !== 'string') return 'the first argument is the name, a text such as "relevance"';
  if (typeof evaluated !== 'object' || evaluated === null) {
    return 'the second argument is an object with a score, a label, an explanation or an error';
  }
  const { score, label, explanation, error } = evaluated as Evaluation;
  return (score ?? label ?? explanation ?? error) === undefined
    ? 'give it a score, a label, an explanation or an error'
    : undefined;
}
