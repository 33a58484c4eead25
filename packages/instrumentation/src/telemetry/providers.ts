// The providers that receive the telemetry: those given to our Instrumentation, else the global ones.

import { processState } from '../foundation/process-state.ts';
import type { Logger, LoggerProvider, MeterProvider, TracerProvider } from '@opentelemetry/api';
import { otelApi } from '../foundation/otel-api.ts';

const given = processState<{
  tracer?: TracerProvider;
  meter?: MeterProvider;
  logger?: LoggerProvider;
}>('given-providers', () => ({}));

/** Where the API stores registrations; older copies do not support loggers. */
const API = Symbol.for('opentelemetry.js.api.1');
/** The same for @opentelemetry/api-logs, from before the API had logs. */
const SEPARATE_LOGS = Symbol.for('io.opentelemetry.js.api.logs');
const SEPARATE_LOGS_VERSION = 1;

/** Sends spans to `provider` instead of the global one. */
export function useTracerProvider(provider: TracerProvider): void {
  given.tracer = provider;
}

/** Sends metrics to `provider` instead of the global one. */
export function useMeterProvider(provider: MeterProvider): void {
  given.meter = provider;
}

/** Sends events to `provider` instead of the global one. */
export function useLoggerProvider(provider: LoggerProvider): void {
  given.logger = provider;
}

/** The current tracer provider. */
export function tracerProvider(): TracerProvider {
  return given.tracer ?? otelApi()!.trace.getTracerProvider();
}

/** The current meter provider. */
export function meterProvider(): MeterProvider {
  return given.meter ?? otelApi()!.metrics.getMeterProvider();
}

/** The current logger provider, if there is one. */
export function loggerProvider(): LoggerProvider | undefined {
  if (given.logger !== undefined) return given.logger;
  const global = globalThis as {
    [API]?: { readonly logs?: LoggerProvider };
    [SEPARATE_LOGS]?: (version: number) => LoggerProvider;
  };
  return global[API]?.logs ?? global[SEPARATE_LOGS]?.(SEPARATE_LOGS_VERSION);
}

/** Registers `provider` as the global one, unless there is one. */
export function setLoggerProvider(provider: LoggerProvider): void {
  const api = otelApi()!;
  // Older than 1.10.
  const { logs } = api as Partial<typeof api>;
  if (logs !== undefined) {
    logs.setGlobalLoggerProvider(provider);
    return;
  }
  const global = globalThis as { [SEPARATE_LOGS]?: (version: number) => LoggerProvider };
  global[SEPARATE_LOGS] ??= (version) =>
    version === SEPARATE_LOGS_VERSION ? provider : { getLogger: () => SILENT };
}

const SILENT: Logger = { emit: () => undefined, enabled: () => false };
