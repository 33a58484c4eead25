// A span that somebody else has started and will end, on which we record as well. It ends when both
// have ended it.

import type { Span, TimeInput } from '@opentelemetry/api';
import type { Outcome } from '../core/model.ts';

/** Such a span. */
export interface AdoptedSpan {
  readonly span: Span;
  /** Nothing more of ours follows. */
  finish(outcome: Outcome): void;
}

/** Holds the end of `span` until `finish`. */
export function adoptSpan(span: Span): AdoptedSpan {
  const { end } = span;
  let held: [TimeInput?] | undefined;
  const hold = (time?: TimeInput): void => {
    held ??= time === undefined ? [] : [time];
  };
  span.end = hold;
  return {
    span,
    finish(outcome) {
      if (span.end === hold) span.end = end;
      // Whoever was to end an abandoned one waits for a reader that there is not.
      if (held !== undefined || outcome === 'abandoned') end.apply(span, held ?? []);
    },
  };
}
