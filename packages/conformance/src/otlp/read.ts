// Reads OTLP/JSON for the rules, with the file and line of each record.
import {
  type LogRecord,
  type MetricRecord as OtlpMetric,
  readRequest,
  requestsIn,
  type SpanRecord as OtlpSpan,
} from '@llm-otel/query/otlp';
import type { EventRecord, Instrument, MetricRecord, Records, SpanRecord } from './records.ts';

/**
 * Reads the text of one input; `source` names it in messages.
 *
 * @throws {OtlpError} naming the line and the field that is not OTLP/JSON
 */
export function readOtlp(text: string, source: string): Records {
  return joinRecords(
    requestsIn(text, source).map(({ request, place }) => {
      const { resources, spans, metrics, logs } = readRequest(request, { place });
      return {
        spans: spans.map((span) => toSpan(span, place)),
        metrics: metrics.map((metric) => toMetric(metric, place)),
        events: logs.filter(({ eventName }) => eventName !== '').map((log) => toEvent(log, place)),
        resources: resources.map(({ attributes }) => ({
          signal: 'resource',
          name: '',
          at: place,
          attributes,
        })),
      };
    }),
  );
}

/** Merges the records of several inputs. */
export function joinRecords(all: readonly Records[]): Records {
  return {
    spans: all.flatMap(({ spans }) => spans),
    metrics: all.flatMap(({ metrics }) => metrics),
    events: all.flatMap(({ events }) => events),
    resources: all.flatMap(({ resources }) => resources),
  };
}

function toSpan(span: OtlpSpan, place: string): SpanRecord {
  const { name, kind, status, attributes, events, scope, spanId } = span;
  return {
    signal: 'span',
    name,
    kind,
    status: status.code,
    attributes,
    eventNames: events.map((event) => event.name),
    scope: scope.name,
    at: `${place} span ${spanId}`,
  };
}

function toEvent(log: LogRecord, place: string): EventRecord {
  const { eventName, severityNumber, attributes, scope, spanId } = log;
  return {
    signal: 'event',
    name: eventName,
    severity: severityNumber,
    attributes,
    scope: scope.name,
    at: spanId === '' ? place : `${place} span ${spanId}`,
  };
}

function toMetric(metric: OtlpMetric, place: string): MetricRecord {
  const { name, unit, points, scope } = metric;
  return {
    signal: 'metric',
    name,
    unit,
    instrument: instrumentOf(metric),
    points,
    scope: scope.name,
    at: place,
  };
}

function instrumentOf({ type, isMonotonic }: OtlpMetric): Instrument {
  if (type === 'sum') return isMonotonic ? 'counter' : 'updowncounter';
  return type === 'exponentialHistogram' ? 'histogram' : type;
}
