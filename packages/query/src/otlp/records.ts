// Flat records from OTLP/JSON: one per span, metric and log record, with its resource
// and its scope. Ids stay as sent, times are nanoseconds since 1970.

import type { Attributes, TypedValue } from './values.ts';

/** The emitting process, as attributes. */
export interface Resource {
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

/** The instrumentation scope of a record. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

/** The origin of a record. */
export interface Origin {
  readonly resource: Resource;
  readonly scope: Scope;
}

/** Span kinds, ordered by their number. */
export const SPAN_KINDS = [
  'unspecified',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
] as const;

/** The kind of a span. */
export type SpanKind = (typeof SPAN_KINDS)[number];

/** Status codes, ordered by their number. */
export const STATUS_CODES = ['unset', 'ok', 'error'] as const;

/** Status of a span. */
export interface SpanStatus {
  readonly code: (typeof STATUS_CODES)[number];
  readonly message: string;
}

/** An event in a span. */
export interface SpanEvent {
  readonly name: string;
  readonly timeUnixNano: bigint;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

/** A link to another span. */
export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

/** One span. */
export interface SpanRecord extends Origin {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for a root span. */
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly flags: number;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  /** 0 if unknown, as is the end. */
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
}

/** The data types of a metric. */
export const METRIC_TYPES = [
  'sum',
  'histogram',
  'gauge',
  'summary',
  'exponentialHistogram',
] as const;

/** The data type of a metric. */
export type MetricType = (typeof METRIC_TYPES)[number];

/** Aggregation temporalities, ordered by their number. */
export const TEMPORALITIES = ['unspecified', 'delta', 'cumulative'] as const;

/** Aggregation temporality. */
export type Temporality = (typeof TEMPORALITIES)[number];

/** The buckets of one sign of an exponential histogram. */
export interface Buckets {
  readonly offset: number;
  readonly bucketCounts: readonly number[];
}

/** One quantile of a summary. */
export interface Quantile {
  readonly quantile: number;
  readonly value: number;
}

/** An example measurement of a point. */
export interface Exemplar {
  readonly value: number | undefined;
  readonly timeUnixNano: bigint;
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes;
}

/** One point of a metric: `value` for sums and gauges, else histogram or summary fields. */
export interface MetricPoint {
  readonly attributes: Attributes;
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly flags: number;
  readonly value?: number;
  readonly count?: number;
  readonly sum?: number;
  readonly min?: number;
  readonly max?: number;
  readonly bucketCounts?: readonly number[];
  readonly explicitBounds?: readonly number[];
  readonly scale?: number;
  readonly zeroCount?: number;
  readonly zeroThreshold?: number;
  readonly positive?: Buckets;
  readonly negative?: Buckets;
  readonly quantiles?: readonly Quantile[];
  readonly exemplars: readonly Exemplar[];
}

/** One metric of one export. */
export interface MetricRecord extends Origin {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly type: MetricType;
  readonly temporality: Temporality;
  readonly isMonotonic: boolean;
  readonly points: readonly MetricPoint[];
}

/** One log record; an event if it has a name. */
export interface LogRecord extends Origin {
  readonly eventName: string;
  /** 0 if not set. */
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: TypedValue;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly flags: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly timeUnixNano: bigint;
  readonly observedTimeUnixNano: bigint;
}
