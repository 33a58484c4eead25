// What is used of the OpenTelemetry SDK. The build puts it with everything below it into this one file, so that an
// application loads one file, has one copy of each part, and installs none of them (docs/decisions/0015).

export { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
export {
  CompositePropagator,
  getStringFromEnv,
  parseKeyPairsIntoRecord,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
export { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
export { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
export { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
export { convertLegacyHttpOptions } from '@opentelemetry/otlp-exporter-base/node-http';
export {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
} from '@opentelemetry/otlp-transformer';
export {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
export { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
export {
  AggregationTemporality,
  DataPointType,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
export {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
