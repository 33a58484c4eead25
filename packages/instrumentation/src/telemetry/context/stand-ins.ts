// Contexts that a package makes itself, with a span of ours in the place of its own: what else ours has is found by the span.

import type { Context, Span } from '@opentelemetry/api';
import { otelApi } from '../../foundation/otel-api.ts';

const contexts = new WeakMap<Span, Context>();

/** `span` stands for that of `context`. */
export function standFor(span: Span, context: Context): void {
  contexts.set(span, context);
}

/** The context that the span in `context` stands for, else `context`. */
export function meantBy(context: Context): Context {
  const span = otelApi()?.trace.getSpan(context);
  return (span && contexts.get(span)) ?? context;
}
