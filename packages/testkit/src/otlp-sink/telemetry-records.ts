// Flattens OTLP/JSON, from an export request or a file of the collector, into one record per span,
// metric and log record, with its resource and scope at hand.
import { readFileSync } from 'node:fs';
import {
  type Attributes,
  type LongNumber,
  toAttributes,
  toPlain,
  type WireExport,
  type WireLog,
  type WireMetric,
  type WirePoint,
  type WireSpan,
} from './otlp-json.ts';

/** Who emitted a record. */
export interface RecordOrigin {
  readonly resource: Attributes;
  readonly scope: { readonly name: string; readonly version: string };
  readonly schemaUrl: string;
}

export interface SpanRecord extends RecordOrigin {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** `undefined` for a root span. */
  readonly parentSpanId: string | undefined;
  readonly traceState: string;
  readonly kind: 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  readonly status: { readonly code: 'unset' | 'ok' | 'error'; readonly message: string };
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

const metricTypes = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const;

export interface MetricRecord extends RecordOrigin {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly type: (typeof metricTypes)[number];
  readonly temporality: 'unspecified' | 'delta' | 'cumulative';
  readonly monotonic: boolean;
  readonly points: readonly MetricPoint[];
}

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

/** All records of one or several exports, in order. */
export interface TelemetryRecords {
  readonly spans: readonly SpanRecord[];
  readonly metrics: readonly MetricRecord[];
  readonly logs: readonly LogRecord[];
}

/** Flattens export requests. */
export function toTelemetryRecords(exports: readonly WireExport[]): TelemetryRecords {
  return {
    spans: exports.flatMap(({ resourceSpans = [] }) =>
      resourceSpans.flatMap(({ resource, scopeSpans = [] }) =>
        scopeSpans.flatMap((scoped) =>
          (scoped.spans ?? []).map((span) => ({ ...toSpan(span), ...toOrigin(resource, scoped) })),
        ),
      ),
    ),
    metrics: exports.flatMap(({ resourceMetrics = [] }) =>
      resourceMetrics.flatMap(({ resource, scopeMetrics = [] }) =>
        scopeMetrics.flatMap((scoped) =>
          (scoped.metrics ?? []).map((metric) => ({
            ...toMetric(metric),
            ...toOrigin(resource, scoped),
          })),
        ),
      ),
    ),
    logs: exports.flatMap(({ resourceLogs = [] }) =>
      resourceLogs.flatMap(({ resource, scopeLogs = [] }) =>
        scopeLogs.flatMap((scoped) =>
          (scoped.logRecords ?? []).map((log) => ({ ...toLog(log), ...toOrigin(resource, scoped) })),
        ),
      ),
    ),
  };
}

/**
 * Parses OTLP/JSON Lines, one export request per line, as the collector's file exporter writes them.
 *
 * @throws {SyntaxError} naming the line that is no JSON
 */
export function parseOtlpLines(text: string): TelemetryRecords {
  return toTelemetryRecords(
    text.split('\n').flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line) as WireExport];
      } catch (error) {
        throw new SyntaxError(`line ${index + 1} is no JSON: ${line}`, { cause: error });
      }
    }),
  );
}

/** Reads a file of OTLP/JSON Lines, see {@link parseOtlpLines}. */
export function readOtlpFile(path: string): TelemetryRecords {
  return parseOtlpLines(readFileSync(path, 'utf8'));
}

function toOrigin(
  resource: { attributes?: Parameters<typeof toAttributes>[0] } | undefined,
  scoped: { scope?: { name?: string; version?: string }; schemaUrl?: string },
): RecordOrigin {
  return {
    resource: toAttributes(resource?.attributes),
    scope: { name: scoped.scope?.name ?? '', version: scoped.scope?.version ?? '' },
    schemaUrl: scoped.schemaUrl ?? '',
  };
}

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

function toSpan(span: WireSpan): Omit<SpanRecord, keyof RecordOrigin> {
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

function toMetric(metric: WireMetric): Omit<MetricRecord, keyof RecordOrigin> {
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

function toLog(log: WireLog): Omit<LogRecord, keyof RecordOrigin> {
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
