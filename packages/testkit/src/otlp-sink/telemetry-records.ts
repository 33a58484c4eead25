// Flattens OTLP/JSON, from an export request or a file of the collector, into one record per span,
// metric and log record, with plain attributes, its resource and its scope at hand.
import { readFileSync } from 'node:fs';
import {
  type LogRecord as OtlpLog,
  type MetricRecord as OtlpMetric,
  type Origin,
  readRequest,
  requestsIn,
  type SpanRecord as OtlpSpan,
  toPlainObject,
} from '@llm-otel/query/otlp';
import type { LogRecord, MetricRecord, RecordOrigin, SpanRecord } from './telemetry-record.ts';

/** All records of one or several exports, in order. */
export interface TelemetryRecords {
  readonly spans: readonly SpanRecord[];
  readonly metrics: readonly MetricRecord[];
  readonly logs: readonly LogRecord[];
}

/**
 * Flattens export requests.
 *
 * @throws {OtlpError} naming the field that is not as OTLP/JSON has it
 */
export function toTelemetryRecords(requests: readonly unknown[]): TelemetryRecords {
  const read = requests.map((request) => readRequest(request));
  return {
    spans: read.flatMap(({ spans }) => spans.map(toSpan)),
    metrics: read.flatMap(({ metrics }) => metrics.map(toMetric)),
    logs: read.flatMap(({ logs }) => logs.map(toLog)),
  };
}

/**
 * Parses OTLP/JSON Lines, one export request per line, as the collector's file exporter writes them.
 * `source` names the text in messages.
 *
 * @throws {OtlpError} naming the line that is no JSON, or the field that is not as OTLP/JSON has it
 */
export function parseOtlpLines(text: string, source = 'text'): TelemetryRecords {
  return toTelemetryRecords(requestsIn(text, source).map(({ request }) => request));
}

/** Reads a file of OTLP/JSON Lines, see {@link parseOtlpLines}. */
export function readOtlpFile(path: string): TelemetryRecords {
  return parseOtlpLines(readFileSync(path, 'utf8'), path);
}

function toSpan(span: OtlpSpan): SpanRecord {
  const { name, traceId, spanId, traceState, kind, status } = span;
  const { startTimeUnixNano, endTimeUnixNano } = span;
  return {
    name,
    traceId,
    spanId,
    traceState,
    kind,
    status,
    startTimeUnixNano,
    endTimeUnixNano,
    ...toOrigin(span),
    parentSpanId: span.parentSpanId || undefined,
    attributes: toPlainObject(span.attributes),
    events: span.events.map((event) => ({
      name: event.name,
      timeUnixNano: event.timeUnixNano,
      attributes: toPlainObject(event.attributes),
    })),
    links: span.links.map((link) => ({
      traceId: link.traceId,
      spanId: link.spanId,
      attributes: toPlainObject(link.attributes),
    })),
  };
}

function toMetric(metric: OtlpMetric): MetricRecord {
  const { name, unit, description, type, temporality, isMonotonic } = metric;
  return {
    name,
    unit,
    description,
    type,
    temporality,
    monotonic: isMonotonic,
    ...toOrigin(metric),
    points: metric.points.map((point) => ({
      ...point,
      attributes: toPlainObject(point.attributes),
      exemplars: point.exemplars.map((exemplar) => ({
        ...exemplar,
        attributes: toPlainObject(exemplar.attributes),
      })),
    })),
  };
}

function toLog(log: OtlpLog): LogRecord {
  const { eventName, severityNumber, severityText, traceId, spanId, timeUnixNano } = log;
  return {
    eventName,
    severityNumber,
    severityText,
    traceId,
    spanId,
    timeUnixNano,
    ...toOrigin(log),
    body: log.body.value,
    attributes: toPlainObject(log.attributes),
  };
}

function toOrigin({ resource, scope }: Origin): RecordOrigin {
  return {
    resource: toPlainObject(resource.attributes),
    scope: { name: scope.name, version: scope.version },
    schemaUrl: scope.schemaUrl,
  };
}
