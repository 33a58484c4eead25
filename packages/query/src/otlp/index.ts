// The entry `@llm-otel/query/otlp`: reads OTLP/JSON. Loads no database, no native module and no file.

export { OtlpError } from './json-reader.ts';
export type {
  Buckets,
  Exemplar,
  LogRecord,
  MetricPoint,
  MetricRecord,
  MetricType,
  Origin,
  Quantile,
  Resource,
  Scope,
  SpanEvent,
  SpanKind,
  SpanLink,
  SpanRecord,
  SpanStatus,
  Temporality,
} from './records.ts';
export { readRequest, type ReadOptions, type TelemetryRecords } from './read-request.ts';
export { type PlacedRequest, requestsIn, type Signal, signalOf } from './request.ts';
export {
  type Attributes,
  type TypedValue,
  toPlainMap,
  toPlainObject,
  type ValueType,
} from './values.ts';
