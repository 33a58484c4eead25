// The wire form of OTLP/JSON as far as the sink reads it, and how its values become plain ones.

/** A value of the OTLP data model. */
export interface AnyValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string | number;
  readonly doubleValue?: number | string;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values?: readonly AnyValue[] };
  readonly kvlistValue?: { readonly values?: readonly KeyValue[] };
}

/** One attribute. */
export interface KeyValue {
  readonly key: string;
  readonly value?: AnyValue;
}

/** Attributes as one plain object. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A fixed64 number: a decimal string in OTLP/JSON, a number from senders that do not care. */
export type LongNumber = string | number;

interface WireResource {
  readonly resource?: { readonly attributes?: readonly KeyValue[] };
}

interface WireScope {
  readonly scope?: {
    readonly name?: string;
    readonly version?: string;
    readonly attributes?: readonly KeyValue[];
  };
  readonly schemaUrl?: string;
}

/** One `Span` message. */
export interface WireSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly flags?: number;
  readonly name: string;
  readonly kind?: number | string;
  readonly startTimeUnixNano: LongNumber;
  readonly endTimeUnixNano: LongNumber;
  readonly attributes?: readonly KeyValue[];
  readonly events?: readonly {
    readonly name: string;
    readonly timeUnixNano: LongNumber;
    readonly attributes?: readonly KeyValue[];
  }[];
  readonly links?: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly attributes?: readonly KeyValue[];
  }[];
  readonly status?: { readonly code?: number | string; readonly message?: string };
}

/** One data point of any metric type. */
export interface WirePoint {
  readonly attributes?: readonly KeyValue[];
  readonly startTimeUnixNano?: LongNumber;
  readonly timeUnixNano?: LongNumber;
  readonly asDouble?: number;
  readonly asInt?: LongNumber;
  readonly count?: LongNumber;
  readonly sum?: number;
  readonly min?: number;
  readonly max?: number;
  readonly bucketCounts?: readonly LongNumber[];
  readonly explicitBounds?: readonly number[];
  readonly exemplars?: readonly {
    readonly asDouble?: number;
    readonly asInt?: LongNumber;
    readonly traceId?: string;
    readonly spanId?: string;
    readonly filteredAttributes?: readonly KeyValue[];
  }[];
}

interface WireMetricData {
  readonly dataPoints?: readonly WirePoint[];
  readonly aggregationTemporality?: number | string;
  readonly isMonotonic?: boolean;
}

/** One `Metric` message. */
export interface WireMetric {
  readonly name: string;
  readonly unit?: string;
  readonly description?: string;
  readonly gauge?: WireMetricData;
  readonly sum?: WireMetricData;
  readonly histogram?: WireMetricData;
  readonly exponentialHistogram?: WireMetricData;
  readonly summary?: WireMetricData;
}

/** One `LogRecord` message. */
export interface WireLog {
  readonly timeUnixNano?: LongNumber;
  readonly observedTimeUnixNano?: LongNumber;
  readonly eventName?: string;
  readonly severityNumber?: number | string;
  readonly severityText?: string;
  readonly body?: AnyValue;
  readonly attributes?: readonly KeyValue[];
  readonly traceId?: string;
  readonly spanId?: string;
}

/** An export request of any signal, or one line of a file the collector's file exporter writes. */
export interface WireExport {
  readonly resourceSpans?: readonly (WireResource & {
    readonly scopeSpans?: readonly (WireScope & { readonly spans?: readonly WireSpan[] })[];
  })[];
  readonly resourceMetrics?: readonly (WireResource & {
    readonly scopeMetrics?: readonly (WireScope & { readonly metrics?: readonly WireMetric[] })[];
  })[];
  readonly resourceLogs?: readonly (WireResource & {
    readonly scopeLogs?: readonly (WireScope & { readonly logRecords?: readonly WireLog[] })[];
  })[];
}

/** Attributes as a plain object; of a key that occurs twice the last value stays. */
export function toAttributes(list: readonly KeyValue[] = []): Attributes {
  return Object.fromEntries(list.map(({ key, value }) => [key, toPlain(value)]));
}

/** A value as JavaScript has it; 64 bit integers become numbers, bytes stay base64, none is `null`. */
export function toPlain(value: AnyValue | undefined): unknown {
  if (value === undefined) return null;
  if (value.intValue !== undefined) return Number(value.intValue);
  if (value.doubleValue !== undefined) return Number(value.doubleValue);
  if (value.arrayValue) return (value.arrayValue.values ?? []).map(toPlain);
  if (value.kvlistValue) return toAttributes(value.kvlistValue.values);
  return value.stringValue ?? value.boolValue ?? value.bytesValue ?? null;
}
