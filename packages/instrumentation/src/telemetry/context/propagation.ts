// Trace headers: sent to another process, or received from one.

import type { Context } from '@opentelemetry/api';
import { otelApi } from '../../foundation/otel-api.ts';

/** Adds the headers of `context`, or of the active one, to `carrier`. */
export function injectInto(carrier: Record<string, string>, context?: Context): void {
  const api = otelApi();
  if (api !== undefined) api.propagation.inject(context ?? api.context.active(), carrier);
}

/** The context in the headers of `carrier`; `undefined` if they have no span. */
export function extractFrom(carrier: Readonly<Record<string, unknown>>): Context | undefined {
  const api = otelApi();
  const context = api?.propagation.extract(api.ROOT_CONTEXT, carrier);
  return context !== undefined && api!.trace.getSpanContext(context) !== undefined
    ? context
    : undefined;
}
