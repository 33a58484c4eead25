// The official SDK's providers inside the test's own process. What was emitted is written as
// OTLP/JSON and read back like everything else the testkit receives, so that a test in this process
// and one on a real exporter look at the same records.
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import {
  LoggerProvider,
  type LogRecordProcessor,
  type ReadableLogRecord,
} from '@opentelemetry/sdk-logs';
import {
  AggregationTemporality,
  MeterProvider,
  MetricReader,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import {
  type ReadableSpan,
  type Sampler,
  type Span,
  type SpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { LogRecord, MetricRecord, SpanRecord } from './otlp-sink/telemetry-record.ts';
import { toTelemetryRecords } from './otlp-sink/telemetry-records.ts';

/** How the providers of a sink are set up. */
export interface TelemetrySinkOptions {
  /** Decides which spans are recorded; all unless told. */
  readonly sampler?: Sampler;
}

/** Providers to hand to an instrumentation, and what they have received. */
export interface TelemetrySink {
  readonly tracerProvider: TracerProvider;
  readonly meterProvider: MeterProvider;
  readonly loggerProvider: LoggerProvider;
  /** Ended spans, in the order they ended within each scope. */
  spans(): readonly SpanRecord[];
  /** Names of the spans that were started and have not ended. */
  openSpans(): readonly string[];
  /** What was measured since the last call or reset; temporality is delta for that reason. */
  metrics(): Promise<readonly MetricRecord[]>;
  logs(): readonly LogRecord[];
  /** Ended spans and log records as the JSON an exporter would send, to search for words in. */
  toJson(): string;
  /** Forgets everything so far. */
  reset(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Creates providers that keep what they receive in memory; registers nothing globally. */
export function createTelemetrySink(options: TelemetrySinkOptions = {}): TelemetrySink {
  const spans = new SpanList();
  const logs = new LogList();
  const reader = new DeltaReader({
    aggregationTemporalitySelector: () => AggregationTemporality.DELTA,
  });
  const tracerProvider = new TracerProvider({ ...options, spanProcessors: [spans] });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const loggerProvider = new LoggerProvider({ processors: [logs] });

  return {
    tracerProvider,
    meterProvider,
    loggerProvider,
    spans: () =>
      toTelemetryRecords([toExport(JsonTraceSerializer.serializeRequest(spans.ended))]).spans,
    openSpans: () => [...spans.open].map((span) => span.name),
    metrics: async () => {
      const collected = await reader.collectDelta();
      return toTelemetryRecords([toExport(JsonMetricsSerializer.serializeRequest(collected))])
        .metrics;
    },
    logs: () =>
      toTelemetryRecords([toExport(JsonLogsSerializer.serializeRequest(logs.emitted))]).logs,
    toJson: () =>
      toText(JsonTraceSerializer.serializeRequest(spans.ended)) +
      toText(JsonLogsSerializer.serializeRequest(logs.emitted)),
    reset: async () => {
      spans.ended.length = 0;
      spans.open.clear();
      logs.emitted.length = 0;
      await reader.collectDelta();
    },
    shutdown: async () => {
      await Promise.all([
        tracerProvider.shutdown(),
        meterProvider.shutdown(),
        loggerProvider.shutdown(),
      ]);
    },
  };
}

class SpanList implements SpanProcessor {
  readonly ended: ReadableSpan[] = [];
  readonly open = new Set<ReadableSpan>();

  onStart(span: Span): void {
    this.open.add(span);
  }

  onEnd(span: ReadableSpan): void {
    this.open.delete(span);
    this.ended.push(span);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

class LogList implements LogRecordProcessor {
  readonly emitted: ReadableLogRecord[] = [];

  onEmit(record: ReadableLogRecord): void {
    this.emitted.push(record);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

class DeltaReader extends MetricReader {
  async collectDelta(): Promise<ResourceMetrics> {
    const { resourceMetrics, errors } = await this.collect();
    if (errors.length > 0) throw new AggregateError(errors, 'metrics could not be collected');
    return resourceMetrics;
  }

  protected override async onForceFlush(): Promise<void> {}

  protected override async onShutdown(): Promise<void> {}
}

function toText(json: Uint8Array | undefined): string {
  return new TextDecoder().decode(json);
}

function toExport(json: Uint8Array | undefined): unknown {
  const text = toText(json);
  return text === '' ? {} : JSON.parse(text);
}
