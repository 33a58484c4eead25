// The flat records that are read from OTLP/JSON: one per span, metric and log record, with the resource
// and the scope that it came from. Ids stay as they were sent, times are nanoseconds since 1970.

import type { Attributes, TypedValue } from './values.ts';

/** Who runs: the attributes of a process. */
export interface Resource {
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

/** What emitted a record: an instrumentation. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
  readonly schemaUrl: string;
}

/** Where a record came from. */
export interface Origin {
  readonly resource: Resource;
  readonly scope: Scope;
}

/** The kinds of spans, in the order of their numbers. */
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

/** The codes of a status, in the order of their numbers. */
export const STATUS_CODES = ['unset', 'ok', 'error'] as const;

/** How a span ended. */
export interface SpanStatus {
  readonly code: (typeof STATUS_CODES)[number];
  readonly message: string;
}

/** What happened during a span. */
export interface SpanEvent {
  readonly name: string;
  readonly timeUnixNano: bigint;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

/** Another span that a span refers to. */
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
  /** 0 where it is not known, as is the end. */
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
}

/** The kinds of data that a metric can hold. */
export const METRIC_TYPES = [
  'sum',
  'histogram',
  'gauge',
  'summary',
  'exponentialHistogram',
] as const;

/** The kind of data that a metric holds. */
export type MetricType = (typeof METRIC_TYPES)[number];

/** What points are counted from, in the order of their numbers. */
export const TEMPORALITIES = ['unspecified', 'delta', 'cumulative'] as const;

/** What points are counted from. */
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

/** A measurement that stands for a point. */
export interface Exemplar {
  readonly value: number | undefined;
  readonly timeUnixNano: bigint;
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: Attributes;
}

/** One point of a metric: `value` of sums and gauges, the other fields of histograms and summaries. */
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
  /** 0 where it is not set. */
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
