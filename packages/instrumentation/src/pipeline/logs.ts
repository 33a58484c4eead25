// Log records over OTLP, through the Logs API of the line that is installed: since 1.10 it is part
// of @opentelemetry/api, before that it was @opentelemetry/api-logs.

import { createRequire } from 'node:module';
import type { LoggerProvider as ApiLoggerProvider } from '@opentelemetry/api';
import { otelApi } from '../telemetry/otel-api.ts';
import { detach, exporterOptions } from './detached-exporter.ts';
import { batchOptions, logRecordLimits, type Environment } from './environment.ts';
import type { Flushable } from './exit.ts';
import { resource } from './resource.ts';
import { sdkLogs } from './sdk-parts.ts';

interface LogsApi {
  setGlobalLoggerProvider(provider: ApiLoggerProvider): unknown;
}

const NEEDS_NEWER_API =
  'the installed @opentelemetry/sdk-logs needs @opentelemetry/api 1.10: npm install @opentelemetry/api@1.10, or set OTEL_LOGS_EXPORTER=none';

/**
 * Registers a logger provider that sends over OTLP/HTTP.
 *
 * @throws if npm has put a newer SDK beside an API without logs
 */
export function startLogs(environment: Environment): Flushable {
  const api = otelApi() as { logs?: LogsApi };
  try {
    const { provider, flushable } = createProvider(environment);
    (api.logs ?? separateLogsApi()).setGlobalLoggerProvider(provider);
    return flushable;
  } catch (error) {
    if (api.logs !== undefined) throw error;
    throw new Error(NEEDS_NEWER_API, { cause: error });
  }
}

function createProvider(environment: Environment): {
  provider: ApiLoggerProvider;
  flushable: Flushable;
} {
  const { OTLPLogExporter } =
    require('@opentelemetry/exporter-logs-otlp-http') as typeof import('@opentelemetry/exporter-logs-otlp-http');
  const { BatchLogRecordProcessor, LoggerProvider } = sdkLogs();
  const { exporter } = detach(new OTLPLogExporter(exporterOptions('LOGS')), 'log records');
  const processor = new BatchLogRecordProcessor({ exporter, ...batchOptions(environment, 'BLRP') });
  const provider = new LoggerProvider({
    resource: resource(),
    processors: [processor],
    logRecordLimits: logRecordLimits(environment),
  });
  const flushable = { forceFlush: () => processor.forceFlush().then(() => exporter.forceFlush()) };
  return { provider, flushable };
}

/** The copy that the SDK of the 2.x line uses. */
function separateLogsApi(): LogsApi {
  const sdkRequire = createRequire(require.resolve('@opentelemetry/sdk-logs'));
  return (sdkRequire('@opentelemetry/api-logs') as { logs: LogsApi }).logs;
}
