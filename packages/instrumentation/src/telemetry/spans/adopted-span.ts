// A span that somebody else starts and ends, on which we record as well. It ends once both
// sides have ended it.

import { randomBytes } from 'node:crypto';
import type { Span, TimeInput, Tracer } from '@opentelemetry/api';
import type { Outcome } from '../../model/operation.ts';
import { otelApi } from '../../foundation/otel-api.ts';
import { tracerProvider } from '../providers.ts';

/** Such a span. */
export interface AdoptedSpan {
  readonly span: Span;
  /** It is none: no span is to be below it. */
  readonly isNone?: true;
  /** We record nothing more. */
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
      // The owner of an abandoned span waits for a reader that does not exist.
      if (held !== undefined || outcome === 'abandoned') end.apply(span, held ?? []);
    },
  };
}

/**
 * Stands for a span that somebody else is about to start: nothing is written on it. Its id tells records apart.
 */
export function noSpan(): AdoptedSpan {
  const { trace, TraceFlags } = otelApi()!;
  const around = trace.getActiveSpan()?.spanContext();
  const traceId = around?.traceId ?? randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  const span = trace.wrapSpanContext({ traceId, spanId, traceFlags: TraceFlags.NONE });
  return { span, isNone: true, finish: () => undefined };
}

/**
 * Starts a span with `tracer`, or, if that is a no-op, with a tracer of its name from the current
 * provider: a tracer made before any provider was registered never finds it if another copy of
 * the API registered it.
 */
export function startSomewhere(tracer: Tracer, args: Parameters<Tracer['startSpan']>): Span {
  const { context, isSpanContextValid, trace } = otelApi()!;
  const span = tracer.startSpan(...args);
  const { spanId } = span.spanContext();
  // A no-op tracer returns the span around it.
  const around = trace.getSpanContext(args[2] ?? context.active());
  if (isSpanContextValid(span.spanContext()) && spanId !== around?.spanId) return span;
  const { name, version } = tracer as { name?: unknown; version?: string };
  return typeof name === 'string'
    ? tracerProvider()
        .getTracer(name, version)
        .startSpan(...args)
    : span;
}
