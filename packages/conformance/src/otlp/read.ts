// Reads OTLP/JSON: export requests of traces, metrics and logs, one per line or one in the whole text.
import { InputError, JsonNode } from './json-node.ts';
import {
  type EventRecord,
  type Instrument,
  type MetricRecord,
  type Records,
  type ResourceRecord,
  SPAN_KINDS,
  type SpanRecord,
  STATUS_CODES,
} from './records.ts';
import { readAttributes } from './typed-value.ts';

const SIGNALS = {
  resourceSpans: ['scopeSpans', 'spans'],
  resourceMetrics: ['scopeMetrics', 'metrics'],
  resourceLogs: ['scopeLogs', 'logRecords'],
} as const;

/**
 * Reads the text of one input; `source` names it in messages.
 *
 * @throws {InputError} naming the line and the field that is not OTLP/JSON
 */
export function readOtlp(text: string, source: string): Records {
  const spans: SpanRecord[] = [];
  const metrics: MetricRecord[] = [];
  const events: EventRecord[] = [];
  const resources: ResourceRecord[] = [];
  for (const root of parse(text, source)) {
    let known = false;
    for (const [container, [scopes, records]] of Object.entries(SIGNALS)) {
      const list = root.field(container);
      known ||= list.exists;
      for (const origin of list.items()) {
        const resource = origin.field('resource');
        if (resource.exists) resources.push(toResource(resource, root.path));
        for (const scoped of origin.field(scopes).items()) {
          const scopeNode = scoped.field('scope');
          const scope = scopeNode.exists ? scopeNode.field('name').text() : '';
          for (const record of scoped.field(records).items()) {
            if (records === 'spans') spans.push(toSpan(record, scope, root.path));
            else if (records === 'metrics') metrics.push(toMetric(record, scope, root.path));
            else if (record.field('eventName').text() !== '') {
              events.push(toEvent(record, scope, root.path));
            }
          }
        }
      }
    }
    if (!known) {
      const keys = Object.keys(root.value as object).join(', ') || 'none';
      throw new InputError(
        `${root.path} has none of the fields ${Object.keys(SIGNALS).join(', ')}, but: ${keys}; give a file of OTLP/JSON lines, not call records or another format`,
      );
    }
  }
  return { spans, metrics, events, resources };
}

function parse(text: string, source: string): JsonNode[] {
  const whole = tryParse(text);
  if (whole !== undefined) return [new JsonNode(whole, source)];
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const path = `${source}:${index + 1}`;
    const value = tryParse(line);
    if (value !== undefined) return [new JsonNode(value, path)];
    throw new InputError(
      `${path} is no JSON: ${line.slice(0, 80)}; each line must be one export request of OTLP/JSON`,
    );
  });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toResource(resource: JsonNode, at: string): ResourceRecord {
  const attributes = readAttributes(resource.field('attributes'));
  return { signal: 'resource', name: '', at, attributes };
}

function toSpan(span: JsonNode, scope: string, line: string): SpanRecord {
  const status = span.field('status');
  return {
    signal: 'span',
    name: span.field('name').text(),
    kind: span.field('kind').oneOf(SPAN_KINDS),
    status: status.exists ? status.field('code').oneOf(STATUS_CODES) : 'unset',
    attributes: readAttributes(span.field('attributes')),
    eventNames: span
      .field('events')
      .items()
      .map((event) => event.field('name').text()),
    scope,
    at: `${line} span ${span.field('spanId').text()}`,
  };
}

function toEvent(log: JsonNode, scope: string, line: string): EventRecord {
  const spanId = log.field('spanId').text();
  return {
    signal: 'event',
    name: log.field('eventName').text(),
    severity: log.field('severityNumber').number(),
    attributes: readAttributes(log.field('attributes')),
    scope,
    at: spanId === '' ? line : `${line} span ${spanId}`,
  };
}

function toMetric(metric: JsonNode, scope: string, at: string): MetricRecord {
  const [instrument, data] = instrumentOf(metric);
  const points = data.field('dataPoints').items();
  return {
    signal: 'metric',
    name: metric.field('name').text(),
    unit: metric.field('unit').text(),
    instrument,
    points: points.map((point) => {
      const bounds = point.field('explicitBounds');
      return {
        attributes: readAttributes(point.field('attributes')),
        ...(bounds.exists && { bounds: bounds.items().map((bound) => bound.number()) }),
      };
    }),
    scope,
    at,
  };
}

function instrumentOf(metric: JsonNode): [Instrument, JsonNode] {
  const sum = metric.field('sum');
  if (sum.exists) return [sum.field('isMonotonic').value ? 'counter' : 'updowncounter', sum];
  for (const name of ['histogram', 'gauge', 'summary'] as const) {
    const data = metric.field(name);
    if (data.exists) return [name, data];
  }
  const exponential = metric.field('exponentialHistogram');
  if (exponential.exists) return ['histogram', exponential];
  throw metric.notA('a metric with sum, histogram, exponentialHistogram, gauge or summary');
}

/** Puts the records of several inputs together. */
export function joinRecords(all: readonly Records[]): Records {
  return {
    spans: all.flatMap(({ spans }) => spans),
    metrics: all.flatMap(({ metrics }) => metrics),
    events: all.flatMap(({ events }) => events),
    resources: all.flatMap(({ resources }) => resources),
  };
}
