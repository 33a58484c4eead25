// Reads from a span whether somebody else records the call that is about to start.

import type { Context, Span } from '@opentelemetry/api';
import { ONLY_NAME, type OperationName } from '../../model/kinds.ts';
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
  const { attributes, scope: name } = readable(span);
  const isSame =
    (operation !== undefined && attributes[ATTRIBUTE.operationName] === operation) ||
    attributes['openinference.span.kind'] === 'LLM';
  return isSame && name !== SCOPE.name ? (name ?? 'another instrumentation') : undefined;
}

/** The span of `context`, if another recorder has started it for a tool whose name `isMeant`. */
export function foreignToolSpan(
  context: Context,
  isMeant: (name: string | undefined) => boolean,
): Span | undefined {
  const span = otelApi()?.trace.getSpan(context);
  if (span === undefined || !span.isRecording()) return undefined;
  const { attributes, scope } = readable(span as ReadableSpan);
  const name = attributes[ATTRIBUTE.toolName];
  const isTool = attributes[ATTRIBUTE.operationName] === ONLY_NAME.tool && scope !== SCOPE.name;
  return isTool && (name === undefined || isMeant(String(name))) ? span : undefined;
}

function readable(span: ReadableSpan): {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly scope: string | undefined;
} {
  const scope = span.instrumentationScope ?? span.instrumentationLibrary;
  return {
    attributes: span.attributes ?? span.getSpanJSON?.().data ?? {},
    scope: scope?.name ?? (span.getSpanJSON === undefined ? undefined : '@sentry/node'),
  };
}
