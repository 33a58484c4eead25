// Reads a metric of OTLP/JSON: sums, gauges, both kinds of histograms, and summaries.

import type { Json, JsonReader } from './json-reader.ts';
import {
  type Buckets,
  type Exemplar,
  METRIC_TYPES,
  type MetricPoint,
  type MetricRecord,
  type Origin,
  TEMPORALITIES,
} from './records.ts';
import { readAttributes } from './values.ts';

/** A metric without its origin; undefined if it holds no data. @throws {OtlpError} */
export function readMetric(
  reader: JsonReader,
  metric: Json,
): Omit<MetricRecord, keyof Origin> | undefined {
  const type = METRIC_TYPES.find((name) => metric[name] !== undefined && metric[name] !== null);
  if (type === undefined) {
    return reader.problem(
      metric,
      'a metric with sum, histogram, exponentialHistogram, gauge or summary',
    );
  }
  return reader.object(metric, type, (data) => ({
    name: reader.text(metric, 'name'),
    unit: reader.text(metric, 'unit'),
    description: reader.text(metric, 'description'),
    type,
    temporality: reader.oneOf(data, 'aggregationTemporality', TEMPORALITIES),
    isMonotonic: reader.flag(data, 'isMonotonic'),
    points: reader.items(data, 'dataPoints', (point) => readPoint(reader, point)),
  }));
}

const NUMBERS = ['count', 'sum', 'min', 'max', 'scale', 'zeroCount', 'zeroThreshold'] as const;
const LISTS = ['bucketCounts', 'explicitBounds'] as const;
const SIGNS = ['positive', 'negative'] as const;

function readPoint(reader: JsonReader, point: Json): MetricPoint {
  return {
    attributes: readAttributes(reader, point, 'attributes'),
    startTimeUnixNano: reader.nano(point, 'startTimeUnixNano'),
    timeUnixNano: reader.nano(point, 'timeUnixNano'),
    flags: reader.number(point, 'flags') ?? 0,
    ...present({ value: measured(reader, point) }),
    ...present(named(NUMBERS, (name) => reader.number(point, name))),
    ...present(named(LISTS, (name) => reader.numbers(point, name))),
    ...present(named(SIGNS, (name) => readBuckets(reader, point, name))),
    ...(Array.isArray(point['quantileValues']) && {
      quantiles: reader.items(point, 'quantileValues', (one) => ({
        quantile: reader.number(one, 'quantile') ?? 0,
        value: reader.number(one, 'value') ?? 0,
      })),
    }),
    exemplars: reader.items(point, 'exemplars', (one) => readExemplar(reader, one)),
  };
}

function readExemplar(reader: JsonReader, exemplar: Json): Exemplar {
  return {
    value: measured(reader, exemplar),
    timeUnixNano: reader.nano(exemplar, 'timeUnixNano'),
    traceId: reader.text(exemplar, 'traceId'),
    spanId: reader.text(exemplar, 'spanId'),
    attributes: readAttributes(reader, exemplar, 'filteredAttributes'),
  };
}

function readBuckets(reader: JsonReader, point: Json, sign: string): Buckets | undefined {
  return reader.object(point, sign, (buckets) => ({
    offset: reader.number(buckets, 'offset') ?? 0,
    bucketCounts: reader.numbers(buckets, 'bucketCounts') ?? [],
  }));
}

function measured(reader: JsonReader, point: Json): number | undefined {
  return reader.number(point, 'asDouble') ?? reader.number(point, 'asInt');
}

function named<Name extends string, Value>(
  names: readonly Name[],
  read: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, Value>;
}

/** Drops fields without a value. */
function present<Fields extends object>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}
