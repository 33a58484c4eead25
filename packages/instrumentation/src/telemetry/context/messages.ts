// The trace that messages between processes carry, as far as the settings allow it.

import type { Context } from '@opentelemetry/api';
import { otelApi } from '../../foundation/otel-api.ts';
import { config } from '../../settings/settings.ts';
import { withoutParent } from './parent.ts';
import { fromW3c, toW3c } from './w3c.ts';

/** The parent of an operation that a message starts, and what it is linked to. */
export interface Origin {
  /** Absent: the active context. */
  readonly parent?: Context | undefined;
  readonly links?: readonly Context[] | undefined;
}

/** What a message that is sent in `context` carries. */
export function carriedBy(context: Context): Readonly<Record<string, string>> {
  return isOn() ? toW3c(context, hasBaggage()) : {};
}

/** The same for the environment of a process. */
export function environmentIn(context: Context): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(carriedBy(context)).map(([name, value]) => [name.toUpperCase(), value]),
  );
}

/**
 * Where a message with `carrier` comes from. `isAmbient`: it arrived in the active context; otherwise that is the
 * context of whoever connected, which has nothing to do with the message.
 */
export function originOf(carrier: unknown, isAmbient: boolean): Origin {
  const { context, trace } = otelApi()!;
  const active = context.active();
  const base = isAmbient ? active : withoutParent(active);
  const remote = isOn() ? fromW3c(carrier, base, hasBaggage()) : undefined;
  if (!isAmbient) return { parent: remote ?? inherited(base) ?? trace.deleteSpan(base) };
  if (remote === undefined) return {};
  const ambient = trace.getSpanContext(active);
  const isSame = ambient?.spanId === trace.getSpanContext(remote)!.spanId;
  return { parent: remote, links: ambient === undefined || isSame ? undefined : [active] };
}

/** The trace that started this process, if it said so. */
function inherited(base: Context): Context | undefined {
  const { TRACEPARENT, TRACESTATE, BAGGAGE } = process.env;
  if (TRACEPARENT === undefined || !isOn()) return undefined;
  const carrier = { traceparent: TRACEPARENT, tracestate: TRACESTATE, baggage: BAGGAGE };
  return fromW3c(carrier, base, hasBaggage());
}

function isOn(): boolean {
  return config().mcpPropagation === 'on';
}

function hasBaggage(): boolean {
  return config().mcpBaggage === 'on';
}
