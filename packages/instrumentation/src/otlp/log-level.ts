// `OTEL_LOG_LEVEL` enables OpenTelemetry's diagnostics and ours.

import type { DiagLogger } from '@opentelemetry/api';
import { otelApi } from '../foundation/otel-api.ts';
import { showReason } from '../foundation/shown-text.ts';

/** Sends diagnostics to the standard error if the variable is set: the standard output may be a wire. */
export function setLogLevel(): void {
  const name = process.env['OTEL_LOG_LEVEL']?.trim().toUpperCase();
  const api = otelApi();
  if (!name || api === undefined) return;
  const level = api.DiagLogLevel[name as keyof typeof api.DiagLogLevel];
  if (level !== undefined) api.diag.setLogger(discreet(STDERR), level);
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

const toStderr = (...line: unknown[]): void => console.error(...line);
/** OpenTelemetry's own logger writes what is no error to the standard output. */
const STDERR: DiagLogger = {
  error: toStderr,
  warn: toStderr,
  info: toStderr,
  debug: toStderr,
  verbose: toStderr,
};

/** OpenTelemetry's messages quote URLs with their passwords. */
function discreet(given: DiagLogger): DiagLogger {
  const logger = given.constructor.name === 'DiagConsoleLogger' ? STDERR : given;
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
