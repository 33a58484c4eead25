// The only function that reports to OpenTelemetry's diagnostics.

import { otelApi } from './otel-api.ts';
import { showReason } from './shown-text.ts';

/** Reports to `diag`, without the secrets of URLs. Never throws. */
export function diagnose(message: string, reason?: unknown): void {
  try {
    const rest = reason === undefined ? [] : [showReason(reason)];
    otelApi()?.diag.error(`llm-otel: ${message}`, ...rest);
  } catch {
    // A throwing diag logger must not affect the application.
  }
}
