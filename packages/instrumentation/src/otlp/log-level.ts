// `OTEL_LOG_LEVEL` enables OpenTelemetry's diagnostics and ours.

import { otelApi } from '../foundation/otel-api.ts';

/** Sends diagnostics to the console if the variable is set. */
export function setLogLevel(): void {
  const name = process.env['OTEL_LOG_LEVEL']?.trim().toUpperCase();
  const api = otelApi();
  if (!name || api === undefined) return;
  const level = api.DiagLogLevel[name as keyof typeof api.DiagLogLevel];
  if (level !== undefined) api.diag.setLogger(new api.DiagConsoleLogger(), level);
}
