// Reads from the active span whether somebody else records the call that is about to start.

import type { OperationName } from '../../model/kinds.ts';
import { otelApi } from '../../foundation/otel-api.ts';
import { SCOPE } from '../../foundation/scope.ts';
import { ATTRIBUTE } from '../conventions/vocabulary.ts';

/** A readable span, of the OpenTelemetry SDK or of Sentry: the API only defines writing. */
interface ReadableSpan {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly instrumentationScope?: { readonly name: string };
  readonly instrumentationLibrary?: { readonly name: string };
  getSpanJSON?(): { readonly data?: Readonly<Record<string, unknown>> };
}

/** The creator of the active span, if the span is for the same `operation` and is not ours. */
export function recorderOf(operation: OperationName | undefined): string | undefined {
  const span = otelApi()?.trace.getActiveSpan() as ReadableSpan | undefined;
  if (span === undefined) return undefined;
  const scope = span.instrumentationScope ?? span.instrumentationLibrary;
  const name = scope?.name ?? (span.getSpanJSON === undefined ? undefined : '@sentry/node');
  const attributes = span.attributes ?? span.getSpanJSON?.().data ?? {};
  const isSame =
    (operation !== undefined && attributes[ATTRIBUTE.operationName] === operation) ||
    attributes['openinference.span.kind'] === 'LLM';
  return isSame && name !== SCOPE.name ? (name ?? 'another instrumentation') : undefined;
}
