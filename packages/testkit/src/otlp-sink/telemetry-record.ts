// The flat records the testkit makes of telemetry, whichever way it was received.
import type { MetricType, SpanKind, SpanStatus, Temporality } from '@llm-otel/query/otlp';

/** Attributes as one plain object. */
type Attributes = Readonly<Record<string, unknown>>;

/** Who emitted a record. */
export interface RecordOrigin {
  readonly resource: Attributes;
  readonly scope: { readonly name: string; readonly version: string };
  readonly schemaUrl: string;
}

/** One span. */
export interface SpanRecord extends RecordOrigin {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** `undefined` for a root span. */
  readonly parentSpanId: string | undefined;
  readonly traceState: string;
  readonly kind: SpanKind;
  readonly status: SpanStatus;
  readonly attributes: Attributes;
  readonly events: readonly {
    readonly name: string;
    readonly timeUnixNano: bigint;
    readonly attributes: Attributes;
  }[];
  readonly links: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes: Attributes;
  }[];
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
}

/** One point of a metric: `value` of sums and gauges, the other fields of histograms. */
export interface MetricPoint {
  readonly attributes: Attributes;
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly value?: number;
  readonly count?: number;
  readonly sum?: number;
  readonly min?: number;
  readonly max?: number;
  readonly bucketCounts?: readonly number[];
  readonly explicitBounds?: readonly number[];
  readonly exemplars: readonly {
    readonly value: number | undefined;
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes: Attributes;
  }[];
}

/** One metric of one export. */
export interface MetricRecord extends RecordOrigin {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly type: MetricType;
  readonly temporality: Temporality;
  readonly monotonic: boolean;
  readonly points: readonly MetricPoint[];
}

/** One log record or event. */
export interface LogRecord extends RecordOrigin {
  readonly eventName: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: unknown;
  readonly attributes: Attributes;
  readonly traceId: string;
  readonly spanId: string;
  readonly timeUnixNano: bigint;
}
