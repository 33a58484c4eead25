// Log records over OTLP.

import type { LoggerProvider as ApiLoggerProvider } from '@opentelemetry/api';
import type {
  LogRecordExporter,
  LogRecordProcessor,
  ReadableLogRecord,
} from '@opentelemetry/sdk-logs';
import { setLoggerProvider } from '../telemetry/providers.ts';
import { detach, flushingInto } from './detached-exporter.ts';
import { exporterOptions } from './noting-agent.ts';
import { placeOf } from './place.ts';
import { portionsOf } from './portions.ts';
import type { Environment } from '../settings/environment.ts';
import { batchOptions, logRecordLimits } from './sdk-variables.ts';
import type { Flushable } from '../exit/exit.ts';
import { toOtlpRequest } from './otlp-request.ts';
import { resource } from './resource.ts';
import { otelSdk } from '../foundation/sdk-parts.ts';

/** Registers a logger provider that sends over OTLP/HTTP. */
export function startLogs(environment: Environment): Flushable {
  const { provider, flushable } = createProvider(environment);
  setLoggerProvider(provider);
  return flushable;
}

function createProvider(environment: Environment): {
  provider: ApiLoggerProvider;
  flushable: Flushable;
} {
  const { BatchLogRecordProcessor, LoggerProvider, OTLPLogExporter } = otelSdk();
  const options = batchOptions(environment, 'BLRP');
  const sending = new OTLPLogExporter(exporterOptions('LOGS'));
  const unsent = rememberUnsent(sending, options.maxQueueSize);
  const place = placeOf('LOGS', environment);
  const { exporter, supersede } = detach(sending, place, (records) => records.length);
  const processor = new BatchLogRecordProcessor({ exporter, ...options });
  flushingInto(processor, exporter);
  const provider = new LoggerProvider({
    resource: resource(),
    processors: [unsent.processor, processor],
    logRecordLimits: logRecordLimits(environment),
  });
  const flushable: Flushable = {
    forceFlush: () => processor.forceFlush(),
    takeUnsent: () => {
      supersede();
      return portionsOf([...unsent.records]).flatMap((records) => {
        const body = otelSdk().JsonLogsSerializer.serializeRequest([...records]);
        return body === undefined ? [] : [toOtlpRequest(place, body, records.length)];
      });
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
