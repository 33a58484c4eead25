// `OTEL_LOG_LEVEL` enables OpenTelemetry's diagnostics and ours.

import type { DiagLogger } from '@opentelemetry/api';
import { otelApi } from '../foundation/otel-api.ts';
import { showReason } from '../foundation/shown-text.ts';

/** Sends diagnostics to the console if the variable is set. */
export function setLogLevel(): void {
  const name = process.env['OTEL_LOG_LEVEL']?.trim().toUpperCase();
  const api = otelApi();
  if (!name || api === undefined) return;
  const level = api.DiagLogLevel[name as keyof typeof api.DiagLogLevel];
  if (level !== undefined) api.diag.setLogger(discreet(new api.DiagConsoleLogger()), level);
}

/** Runs `start`, which may set a logger of its own. */
export function withDiscreetLogger<T>(start: () => T): T {
  const diag = otelApi()?.diag;
  if (diag === undefined) return start();
  const { setLogger } = diag;
  diag.setLogger = (logger, options) => setLogger.call(diag, discreet(logger), options as never);
  try {
    return start();
  } finally {
    diag.setLogger = setLogger;
  }
}

/** OpenTelemetry's messages quote URLs with their passwords. */
function discreet(logger: DiagLogger): DiagLogger {
  const shown =
    (method: keyof DiagLogger) =>
    (message: string, ...rest: unknown[]): void =>
      logger[method](String(showReason(message)), ...rest.map(showReason));
  return {
    error: shown('error'),
    warn: shown('warn'),
    info: shown('info'),
    debug: shown('debug'),
    verbose: shown('verbose'),
  };
}
