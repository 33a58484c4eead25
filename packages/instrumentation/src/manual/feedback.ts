// What a user says of an answer, maybe much later, and maybe in another process.

import type { Context } from '@opentelemetry/api';
import { isDisabled } from '../settings/settings.ts';
import { remarkOnce, safely } from '../foundation/safely.ts';
import { reach } from '../foundation/first-use.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { readProperty } from '../foundation/read-property.ts';
import type { CustomAttributes } from './custom-attributes.ts';
import { type Judged, record } from './recorded-evaluation.ts';

/** What the feedback is about, and what it is. Each kind that is given is recorded by itself. */
export interface Feedback extends CustomAttributes {
  /** The trace, and the span in it if that is known; otherwise the active ones. */
  traceId?: string;
  spanId?: string;
  /** The `request_id` of the call record. */
  requestId?: string;
  /** The response, as the SDK returned it, or its id. */
  response?: string | object;
  /** Recorded as `thumbs`, with a score of 1 or 0. */
  thumbs?: 'up' | 'down';
  /** Recorded as `user_satisfaction`, on a scale of your own. */
  score?: number;
  /** Whether the user took what was suggested: `accepted`. */
  accepted?: boolean;
  /** Whether the user had to correct the answer: `corrected`. */
  corrected?: boolean;
  /** What the user wrote. Content: recorded only on request. */
  comment?: string;
}

const TRACE_ID = /^(?!0+$)[\da-f]{32}$/i;
const SPAN_ID = /^(?!0+$)[\da-f]{16}$/i;

/**
 * Records feedback of a user, as `evaluation` records a judgement.
 *
 * @example
 * feedback({ response: answer, thumbs: 'down', comment: 'out of date' });
 */
export function feedback(given: Feedback): void {
  safely('recording feedback', () => {
    if (isDisabled()) return;
    reach('operation');
    const api = otelApi();
    if (api === undefined) return;
    const { response, traceId, spanId, requestId, comment, attributes } = given;
    const isId = typeof response === 'string';
    const target = {
      responseId: isId ? response : (readProperty(response, 'id') as string | undefined),
      traceId: traceId?.toLowerCase(),
      requestId,
      explanation: comment,
      attributes,
    };
    const context = contextOf(traceId, spanId) ?? api.context.active();
    const judgements = judgementsOf(given);
    const problem = problemOf(target, judgements, api.trace.getSpanContext(context) !== undefined);
    if (problem !== undefined) remarkOnce(problem);
    for (const judged of judgements) record({ ...target, ...judged }, context);
  });
}

/** Why nobody will find the feedback, if that is so. */
function problemOf(
  { responseId, requestId, traceId }: Pick<Judged, 'responseId' | 'requestId' | 'traceId'>,
  judgements: readonly unknown[],
  isInSpan: boolean,
): string | undefined {
  if (judgements.length === 0) {
    return 'feedback() recorded nothing: give it thumbs, score, accepted, corrected or a comment';
  }
  if (isInSpan || (responseId ?? requestId ?? traceId) !== undefined) return undefined;
  return 'feedback() names no call, so it is counted for none: give it response, requestId or traceId';
}

function judgementsOf({
  thumbs,
  score,
  accepted,
  corrected,
  comment,
}: Feedback): Pick<Judged, 'name' | 'label' | 'score'>[] {
  const found: Pick<Judged, 'name' | 'label' | 'score'>[] = [];
  if (thumbs !== undefined) {
    found.push({ name: 'thumbs', label: thumbs, score: thumbs === 'up' ? 1 : 0 });
  }
  if (score !== undefined) found.push({ name: 'user_satisfaction', score });
  if (accepted !== undefined) {
    const label = accepted ? 'accepted' : 'rejected';
    found.push({ name: 'accepted', label, score: Number(accepted) });
  }
  if (corrected !== undefined) {
    const label = corrected ? 'corrected' : 'uncorrected';
    found.push({ name: 'corrected', label, score: Number(corrected) });
  }
  if (found.length === 0 && comment !== undefined) found.push({ name: 'comment' });
  return found;
}

/** A context with the span that the ids name. */
function contextOf(traceId: string | undefined, spanId: string | undefined): Context | undefined {
  const { ROOT_CONTEXT, trace, TraceFlags } = otelApi()!;
  if (traceId === undefined || !TRACE_ID.test(traceId)) return undefined;
  if (spanId === undefined || !SPAN_ID.test(spanId)) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId: traceId.toLowerCase(),
    spanId: spanId.toLowerCase(),
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
}
