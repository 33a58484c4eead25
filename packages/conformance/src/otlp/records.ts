// The flat records that the rules read: one per span, metric, event and resource, with the types
// that attributes have on the wire.

/** How a value came over the wire. `empty[]` says nothing of its items, `mixed[]` holds several types. */
export type ValueType =
  | 'string'
  | 'int'
  | 'double'
  | 'boolean'
  | 'string[]'
  | 'int[]'
  | 'double[]'
  | 'boolean[]'
  | 'mixed[]'
  | 'empty[]'
  | 'map'
  | 'bytes'
  | 'none';

/** A value with its wire type; bytes stay base64, 64 bit integers become numbers. */
export interface TypedValue {
  readonly type: ValueType;
  readonly value: unknown;
}

/** Attributes by name; of a name that occurs twice the last value stays. */
export type Attributes = ReadonlyMap<string, TypedValue>;

export const SPAN_KINDS = [
  'unspecified',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

export const STATUS_CODES = ['unset', 'ok', 'error'] as const;
type StatusCode = (typeof STATUS_CODES)[number];

interface Origin {
  /** Name of the instrumentation scope. */
  readonly scope: string;
  /** File, line and, for spans and events, the ids. */
  readonly at: string;
}

/** One span. */
export interface SpanRecord extends Origin {
  readonly signal: 'span';
  readonly name: string;
  readonly kind: SpanKind;
  readonly status: StatusCode;
  readonly attributes: Attributes;
  /** The names of its span events. */
  readonly eventNames: readonly string[];
}

/** What an instrument turns into on the wire. */
export type Instrument = 'counter' | 'updowncounter' | 'gauge' | 'histogram' | 'summary';

/** One point of a metric; `bounds` only of histograms with explicit buckets. */
export interface MetricPoint {
  readonly attributes: Attributes;
  readonly bounds?: readonly number[];
}

/** One metric of one export. */
export interface MetricRecord extends Origin {
  readonly signal: 'metric';
  readonly name: string;
  readonly unit: string;
  readonly instrument: Instrument;
  readonly points: readonly MetricPoint[];
}

/** One log record that has an event name. */
export interface EventRecord extends Origin {
  readonly signal: 'event';
  readonly name: string;
  /** 0 where it is not set. */
  readonly severity: number;
  readonly attributes: Attributes;
}

/** The resource of one or more exports. */
export interface ResourceRecord {
  readonly signal: 'resource';
  readonly name: '';
  readonly at: string;
  readonly attributes: Attributes;
}

/** All that was read from one or more inputs, in order. Log records without an event name are left out. */
export interface Records {
  readonly spans: readonly SpanRecord[];
  readonly metrics: readonly MetricRecord[];
  readonly events: readonly EventRecord[];
  readonly resources: readonly ResourceRecord[];
}
