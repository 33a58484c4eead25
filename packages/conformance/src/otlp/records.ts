// Flat records for the rules: one per span, metric, event and resource, with the wire types
// of attributes.
import type { Attributes, MetricPoint, SpanKind, SpanStatus } from '@llm-otel/query/otlp';

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
  readonly status: SpanStatus['code'];
  readonly attributes: Attributes;
  /** The names of its span events. */
  readonly eventNames: readonly string[];
}

/** The instrument of a metric on the wire. */
export type Instrument = 'counter' | 'updowncounter' | 'gauge' | 'histogram' | 'summary';

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
  /** 0 if not set. */
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

/** All records of one or more inputs, in order. Log records without an event name are omitted. */
export interface Records {
  readonly spans: readonly SpanRecord[];
  readonly metrics: readonly MetricRecord[];
  readonly events: readonly EventRecord[];
  readonly resources: readonly ResourceRecord[];
}
