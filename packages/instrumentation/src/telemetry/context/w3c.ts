// The trace context and the baggage in the formats of the W3C, which messages of the Model Context Protocol and
// the environment of processes carry whatever the application's propagator is.

import type { Context, SpanContext } from '@opentelemetry/api';
import { otelApi } from '../../foundation/otel-api.ts';

const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/;
const UNKNOWN_VERSION = 'ff';
const FIRST_VERSION = '00';
/** As the specification has it: longer lists may be dropped. */
const MAX_STATE = 512;

/** `traceparent` and `tracestate` of the span in `context`; with `hasBaggage`, its baggage as well. */
export function toW3c(context: Context, hasBaggage: boolean): Record<string, string> {
  const api = otelApi()!;
  const span = api.trace.getSpanContext(context);
  if (span === undefined || !api.isSpanContextValid(span)) return {};
  const { traceId, spanId, traceFlags, traceState } = span;
  const flags = (traceFlags & 0xff).toString(16).padStart(2, '0');
  const carrier: Record<string, string> = { traceparent: `00-${traceId}-${spanId}-${flags}` };
  const state = traceState?.serialize();
  if (state) carrier['tracestate'] = state;
  const baggage = hasBaggage ? baggageOf(context) : undefined;
  if (baggage !== undefined) carrier['baggage'] = baggage;
  return carrier;
}

/** `base` with the remote span in `carrier`, and with `hasBaggage` its baggage; `undefined` if it has no span. */
export function fromW3c(carrier: unknown, base: Context, hasBaggage: boolean): Context | undefined {
  if (typeof carrier !== 'object' || carrier === null) return undefined;
  const { traceparent, tracestate, baggage } = carrier as Record<string, unknown>;
  const span = spanIn(traceparent, tracestate);
  if (span === undefined) return undefined;
  const { trace, propagation } = otelApi()!;
  const context = trace.setSpanContext(base, span);
  if (!hasBaggage || typeof baggage !== 'string') return context;
  // Only the baggage: another propagator finds nothing that it knows.
  return propagation.extract(context, { baggage });
}

function spanIn(traceparent: unknown, tracestate: unknown): SpanContext | undefined {
  const found = typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent) : null;
  if (found === null) return undefined;
  const [, version, traceId, spanId, flags, more] = found as unknown as [string, ...string[]];
  if (version === UNKNOWN_VERSION || (version === FIRST_VERSION && more !== undefined)) {
    return undefined;
  }
  const api = otelApi()!;
  const span: SpanContext = {
    traceId: traceId!,
    spanId: spanId!,
    traceFlags: Number.parseInt(flags!, 16) & 0x3,
    isRemote: true,
  };
  if (!api.isSpanContextValid(span)) return undefined;
  const isState = typeof tracestate === 'string' && tracestate.length <= MAX_STATE;
  return isState ? { ...span, traceState: api.createTraceState(tracestate) } : span;
}

/** As the application's own propagator writes it; `undefined` if it writes none. */
function baggageOf(context: Context): string | undefined {
  const { propagation } = otelApi()!;
  if (propagation.getBaggage(context) === undefined) return undefined;
  const carrier: Record<string, unknown> = {};
  propagation.inject(context, carrier);
  const { baggage } = carrier;
  return typeof baggage === 'string' && baggage !== '' ? baggage : undefined;
}
