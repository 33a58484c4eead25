// Hands the histograms that are kept in telemetry/metrics.ts to the SDK's metric reader, through
// the door that it has for metrics of other sources.

import type {
  CollectionResult,
  HistogramMetricData,
  MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { HrTime } from '@opentelemetry/api';
import { measuredSets, type HistogramName } from '../telemetry/metrics.ts';
import { otelApi } from '../telemetry/otel-api.ts';
import { SCOPE } from '../telemetry/scope.ts';
import { METRIC, type MetricDefinition } from '../telemetry/vocabulary.ts';
import { resource } from './resource.ts';
import { sdkMetrics } from './sdk-parts.ts';

/** A source of our histograms; their counts are cumulative from now on. */
export function histogramProducer(): MetricProducer {
  const startTime = now();
  return {
    collect: () => {
      const metrics = Object.entries<MetricDefinition>(METRIC)
        .filter(([, { buckets }]) => buckets !== undefined)
        .map(([name, definition]) => toMetric(name as HistogramName, definition, startTime))
        .filter((metric) => metric.dataPoints.length > 0);
      const scopeMetrics = metrics.length === 0 ? [] : [{ scope: SCOPE, metrics }];
      const result: CollectionResult = {
        resourceMetrics: { resource: resource(), scopeMetrics },
        errors: [],
      };
      return Promise.resolve(result);
    },
  };
}

function toMetric(
  key: HistogramName,
  { name, unit, description }: MetricDefinition,
  startTime: HrTime,
): HistogramMetricData {
  const { INT, DOUBLE } = otelApi()!.ValueType;
  const { AggregationTemporality, DataPointType } = sdkMetrics();
  const endTime = now();
  return {
    descriptor: { name, unit, description, valueType: unit === '{token}' ? INT : DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
    dataPointType: DataPointType.HISTOGRAM,
    dataPoints: measuredSets().flatMap(({ attributes, measured }) => {
      const found = measured.distributions[key];
      if (found === undefined) return [];
      const { boundaries, counts, sum, count, min, max } = found;
      const buckets = { boundaries: [...boundaries], counts: [...counts] };
      return [{ startTime, endTime, attributes, value: { buckets, sum, count, min, max } }];
    }),
  };
}

function now(): HrTime {
  const milliseconds = Date.now();
  const seconds = Math.trunc(milliseconds / 1000);
  return [seconds, Math.round((milliseconds - seconds * 1000) * 1e6)];
}
