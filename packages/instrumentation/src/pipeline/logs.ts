// Log records over OTLP, through the Logs API of the line that is installed: since 1.10 it is part
// of @opentelemetry/api, before that it was @opentelemetry/api-logs.

import { createRequire } from 'node:module';
import type { LoggerProvider as ApiLoggerProvider } from '@opentelemetry/api';
import { otelApi } from '../telemetry/otel-api.ts';
import { detachedExporter, exporterOptions } from './detached-exporter.ts';
import { batchOptions, logRecordLimits } from './environment.ts';
import type { Flushable } from './exit.ts';
import { resource } from './resource.ts';

interface LogsApi {
  setGlobalLoggerProvider(provider: ApiLoggerProvider): unknown;
}

/** Registers a logger provider that sends over OTLP/HTTP. */
export function startLogs(environment: Readonly<Record<string, string | undefined>>): Flushable {
  const { OTLPLogExporter } =
    require('@opentelemetry/exporter-logs-otlp-http') as typeof import('@opentelemetry/exporter-logs-otlp-http');
  const { BatchLogRecordProcessor, LoggerProvider } =
    require('@opentelemetry/sdk-logs') as typeof import('@opentelemetry/sdk-logs');
  const exporter = detachedExporter(new OTLPLogExporter(exporterOptions('LOGS')), 'log records');
  const processor = new BatchLogRecordProcessor({
    exporter,
    ...batchOptions(environment, 'BLRP'),
  });
  const provider = new LoggerProvider({
    resource: resource(),
    processors: [processor],
    logRecordLimits: logRecordLimits(environment),
  });
  logsApi()?.setGlobalLoggerProvider(provider);
  return { forceFlush: () => processor.forceFlush().then(() => exporter.forceFlush()) };
}

function logsApi(): LogsApi | undefined {
  const api = otelApi() as { logs?: LogsApi } | undefined;
  if (api?.logs !== undefined) return api.logs;
  try {
    const sdkRequire = createRequire(require.resolve('@opentelemetry/sdk-logs'));
    return (sdkRequire('@opentelemetry/api-logs') as { logs: LogsApi }).logs;
  } catch {
    return undefined;
  }
}
