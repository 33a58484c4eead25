// Warns when another tool records the same calls, which gives each call two spans.

import { processState } from '../foundation/process-state.ts';
import { hasSubscribers } from 'node:diagnostics_channel';
import { recorderOf } from '../telemetry/spans/foreign-span.ts';
import { otelApi } from '../foundation/otel-api.ts';
import type { OperationName } from '../model/kinds.ts';

const report = processState('foreign', () => ({ isMade: false }));

/**
 * Warns through `diag` once per process. `functions` are a wrapper's outermost and innermost one;
 * `channels` maps a tool's name to the diagnostics channel that only it subscribes to. An active
 * span of the same `operation` also triggers the warning.
 */
export function reportForeign(
  functions: readonly unknown[],
  operation: OperationName | undefined,
  channels: Readonly<Record<string, string>> = {},
): void {
  if (report.isMade) return;
  const listening = Object.entries(channels).find(([, channel]) => hasSubscribers(channel))?.[0];
  // Set by the library that most OpenTelemetry instrumentations wrap with.
  const isWrapped = functions.some(
    (wrapped) => (wrapped as { __wrapped?: unknown } | undefined)?.__wrapped === true,
  );
  const tool =
    listening ??
    (isWrapped ? 'another OpenTelemetry instrumentation' : undefined) ??
    recorderOf(operation);
  if (tool === undefined) return;
  report.isMade = true;
  otelApi()?.diag.warn(`llm-otel: ${tool} records the same calls: each has a span of both`);
}
