// The flat records that the rules read: one per span, metric, event and resource, with the types
// that attributes have on the wire.
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

/** What an instrument turns into on the wire. */
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
