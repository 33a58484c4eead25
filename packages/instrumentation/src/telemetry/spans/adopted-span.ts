// A span that somebody else has started and will end, on which we record as well. It ends when both
// have ended it.

import type { Span, TimeInput, Tracer } from '@opentelemetry/api';
import type { Outcome } from '../../model/operation.ts';
import { otelApi } from '../../foundation/otel-api.ts';
import { tracerProvider } from '../providers.ts';

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

/**
 * Starts a span with `tracer`, or where it leads nowhere, with one of its name that leads to today's
 * provider: a tracer that was made before there was a provider never learns of it if another copy of
 * the API registered it.
 */
export function startSomewhere(tracer: Tracer, args: Parameters<Tracer['startSpan']>): Span {
  const span = tracer.startSpan(...args);
  if (otelApi()!.isSpanContextValid(span.spanContext())) return span;
  const { name, version } = tracer as { name?: unknown; version?: string };
  return typeof name === 'string'
    ? tracerProvider()
        .getTracer(name, version)
        .startSpan(...args)
    : span;
}
