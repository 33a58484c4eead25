// Flattens an export request of OTLP/JSON into records, each with its resource and scope.

import { type Json, JsonReader } from './json-reader.ts';
import { readLog } from './read-log.ts';
import { readMetric } from './read-metric.ts';
import { readSpan } from './read-span.ts';
import type { LogRecord, MetricRecord, Origin, Resource, Scope, SpanRecord } from './records.ts';
import { readAttributes } from './values.ts';

/** All records of a request, in its order. */
export interface TelemetryRecords {
  /** The sent resources; records without one have an empty one. */
  readonly resources: readonly Resource[];
  readonly spans: readonly SpanRecord[];
  readonly metrics: readonly MetricRecord[];
  readonly logs: readonly LogRecord[];
}

/** How to read. */
export interface ReadOptions {
  /** The name of the request in messages; default `request`. */
  readonly place?: string;
  /** Treats invalid OTLP/JSON as absent instead of throwing. */
  readonly isLenient?: boolean;
}

/**
 * Reads the parsed JSON of one export request with any signals. 64 bit integers may be
 * strings or numbers, enumerations numbers or names.
 *
 * @throws {OtlpError} naming the field that is not as OTLP/JSON has it, unless `isLenient`
 */
export function readRequest(request: unknown, options: ReadOptions = {}): TelemetryRecords {
  const { place = 'request', isLenient = false } = options;
  const reader = new JsonReader(place, isLenient);
  const isObject = typeof request === 'object' && request !== null && !Array.isArray(request);
  if (!isObject) reader.problem(request, 'an object');
  const root = isObject ? (request as Json) : {};
  const resources: Resource[] = [];

  /** The records of one signal, nested in resources and scopes. */
  function leaves<Leaf>(
    container: string,
    scopes: string,
    records: string,
    read: (reader: JsonReader, record: Json) => Leaf | undefined,
  ): (Leaf & Origin)[] {
    return reader
      .items(root, container, (origin) => {
        const resource = readResource(reader, origin);
        if (resource !== undefined) resources.push(resource);
        return reader.items(origin, scopes, (scoped) => {
          const from = { resource: resource ?? NO_RESOURCE, scope: readScope(reader, scoped) };
          return reader.items(scoped, records, (record) => {
            const leaf = read(reader, record);
            return leaf && { ...leaf, ...from };
          });
        });
      })
      .flat(2) as (Leaf & Origin)[];
  }

  const spans = leaves('resourceSpans', 'scopeSpans', 'spans', readSpan);
  const metrics = leaves('resourceMetrics', 'scopeMetrics', 'metrics', readMetric);
  const logs = leaves('resourceLogs', 'scopeLogs', 'logRecords', readLog);
  return { resources, spans, metrics, logs };
}

const NO_RESOURCE: Resource = { attributes: new Map(), droppedAttributesCount: 0, schemaUrl: '' };

function readResource(reader: JsonReader, origin: Json): Resource | undefined {
  return reader.object(origin, 'resource', (resource) => ({
    attributes: readAttributes(reader, resource, 'attributes'),
    droppedAttributesCount: reader.number(resource, 'droppedAttributesCount') ?? 0,
    schemaUrl: reader.text(origin, 'schemaUrl'),
  }));
}

function readScope(reader: JsonReader, scoped: Json): Scope {
  const schemaUrl = reader.text(scoped, 'schemaUrl');
  const scope = reader.object(scoped, 'scope', (value) => ({
    name: reader.text(value, 'name'),
    version: reader.text(value, 'version'),
    attributes: readAttributes(reader, value, 'attributes'),
    droppedAttributesCount: reader.number(value, 'droppedAttributesCount') ?? 0,
    schemaUrl,
  }));
  return (
    scope ?? { name: '', version: '', attributes: new Map(), droppedAttributesCount: 0, schemaUrl }
  );
}
