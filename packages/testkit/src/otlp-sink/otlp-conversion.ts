// How single OTLP/JSON messages become records: enumerations as words, times as bigint, attributes as
// plain objects.
import {
  type LongNumber,
  toAttributes,
  toPlain,
  type WireLog,
  type WireMetric,
  type WirePoint,
  type WireSpan,
} from './otlp-json.ts';
import {
  type LogRecord,
  type MetricPoint,
  type MetricRecord,
  metricTypes,
  type RecordOrigin,
  type SpanRecord,
} from './telemetry-record.ts';

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const statusCodes = ['unset', 'ok', 'error'] as const;
const temporalities = ['unspecified', 'delta', 'cumulative'] as const;

/** An enumeration value, which JSON may hold as its number or as its `PREFIX_NAME`. */
function toName<Name extends string>(names: readonly Name[], value: number | string = 0): Name {
  const name =
    typeof value === 'number'
      ? names[value]
      : names.find((known) => value.toLowerCase().endsWith(`_${known}`));
  return name ?? names[0]!;
}

const toNano = (value: LongNumber = 0): bigint => BigInt(value);

/** A span without its origin. */
export function toSpan(span: WireSpan): Omit<SpanRecord, keyof RecordOrigin> {
  return {
    name: span.name,
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId || undefined,
    traceState: span.traceState ?? '',
    kind: toName(kinds, span.kind),
    status: { code: toName(statusCodes, span.status?.code), message: span.status?.message ?? '' },
    attributes: toAttributes(span.attributes),
    events: (span.events ?? []).map((event) => ({
      name: event.name,
      timeUnixNano: toNano(event.timeUnixNano),
      attributes: toAttributes(event.attributes),
    })),
    links: (span.links ?? []).map((link) => ({
      traceId: link.traceId,
      spanId: link.spanId,
      attributes: toAttributes(link.attributes),
    })),
    startTimeUnixNano: toNano(span.startTimeUnixNano),
    endTimeUnixNano: toNano(span.endTimeUnixNano),
  };
}

/** A metric without its origin. */
export function toMetric(metric: WireMetric): Omit<MetricRecord, keyof RecordOrigin> {
  const type = metricTypes.find((known) => metric[known] !== undefined) ?? 'gauge';
  const data = metric[type];
  return {
    name: metric.name,
    unit: metric.unit ?? '',
    description: metric.description ?? '',
    type,
    temporality: toName(temporalities, data?.aggregationTemporality),
    monotonic: data?.isMonotonic ?? false,
    points: (data?.dataPoints ?? []).map(toPoint),
  };
}

function toPoint(point: WirePoint): MetricPoint {
  const value = point.asDouble ?? point.asInt;
  return {
    attributes: toAttributes(point.attributes),
    startTimeUnixNano: toNano(point.startTimeUnixNano),
    timeUnixNano: toNano(point.timeUnixNano),
    ...(value !== undefined && { value: Number(value) }),
    ...(point.count !== undefined && { count: Number(point.count) }),
    ...(point.sum !== undefined && { sum: point.sum }),
    ...(point.min !== undefined && { min: point.min }),
    ...(point.max !== undefined && { max: point.max }),
    ...(point.bucketCounts && { bucketCounts: point.bucketCounts.map(Number) }),
    ...(point.explicitBounds && { explicitBounds: point.explicitBounds }),
    exemplars: (point.exemplars ?? []).map((exemplar) => {
      const measured = exemplar.asDouble ?? exemplar.asInt;
      return {
        value: measured === undefined ? undefined : Number(measured),
        traceId: exemplar.traceId ?? '',
        spanId: exemplar.spanId ?? '',
        attributes: toAttributes(exemplar.filteredAttributes),
      };
    }),
  };
}

/** A log record without its origin. */
export function toLog(log: WireLog): Omit<LogRecord, keyof RecordOrigin> {
  return {
    eventName: log.eventName ?? '',
    severityNumber: Number(log.severityNumber ?? 0),
    severityText: log.severityText ?? '',
    body: toPlain(log.body),
    attributes: toAttributes(log.attributes),
    traceId: log.traceId ?? '',
    spanId: log.spanId ?? '',
    timeUnixNano: toNano(log.timeUnixNano),
  };
}
