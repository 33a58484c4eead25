// Log records over OTLP, through the installed line's Logs API: since 1.10 it is part
// of @opentelemetry/api, before that it was @opentelemetry/api-logs.

import { createRequire } from 'node:module';
import type { LoggerProvider as ApiLoggerProvider } from '@opentelemetry/api';
import type {
  LogRecordExporter,
  LogRecordProcessor,
  ReadableLogRecord,
} from '@opentelemetry/sdk-logs';
import { otelApi } from '../foundation/otel-api.ts';
import { detach } from './detached-exporter.ts';
import { exporterOptions } from './noting-agent.ts';
import { placeOf } from './place.ts';
import type { Environment } from '../settings/environment.ts';
import { batchOptions, logRecordLimits } from './sdk-variables.ts';
import type { Flushable } from '../exit/exit.ts';
import { toOtlpRequest } from './otlp-request.ts';
import { resource } from './resource.ts';
import { sdkLogs, transformer } from '../foundation/sdk-parts.ts';

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
  const options = batchOptions(environment, 'BLRP');
  const sending = new OTLPLogExporter(exporterOptions('LOGS'));
  const unsent = rememberUnsent(sending, options.maxQueueSize);
  const place = placeOf('LOGS', environment);
  const { exporter, supersede } = detach(sending, place, (records) => records.length);
  const processor = new BatchLogRecordProcessor({ exporter, ...options });
  const provider = new LoggerProvider({
    resource: resource(),
    processors: [unsent.processor, processor],
    logRecordLimits: logRecordLimits(environment),
  });
  const flushable: Flushable = {
    forceFlush: () => processor.forceFlush().then(() => exporter.forceFlush()),
    takeUnsent: () => {
      supersede();
      const records = [...unsent.records];
      const body =
        records.length === 0
          ? undefined
          : transformer().JsonLogsSerializer.serializeRequest(records);
      return body === undefined ? [] : [toOtlpRequest(place, body, records.length)];
    },
  };
  return { provider, flushable };
}

/**
 * Keeps emitted records until `exporter` is done with them: unlike the span processor, the
 * log record processor passes on nothing at once when a process exits.
 */
function rememberUnsent(
  exporter: LogRecordExporter,
  maxSize: number,
): { readonly processor: LogRecordProcessor; readonly records: ReadonlySet<ReadableLogRecord> } {
  const records = new Set<ReadableLogRecord>();
  const send = exporter.export.bind(exporter);
  exporter.export = (batch, done) => {
    send(batch, (result) => {
      for (const record of batch) records.delete(record);
      done(result);
    });
  };
  const processor: LogRecordProcessor = {
    onEmit(record) {
      // A full queue drops new records; a batch may be in flight besides.
      if (records.size < 2 * maxSize) records.add(record);
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
  return { processor, records };
}

/** The copy used by the SDK's 2.x line. */
function separateLogsApi(): LogsApi {
  const sdkRequire = createRequire(require.resolve('@opentelemetry/sdk-logs'));
  return (sdkRequire('@opentelemetry/api-logs') as { logs: LogsApi }).logs;
}
