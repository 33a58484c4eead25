// The metrics that are kept in telemetry/metrics.ts, as the SDK's reader takes them from other
// sources, or at once for the last export of a process.

import type { HrTime } from '@opentelemetry/api';
import type {
  CollectionResult,
  MetricData,
  MetricProducer,
  ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { COUNTERS, measuredSets, type HistogramName } from '../telemetry/metrics.ts';
import { otelApi } from '../telemetry/otel-api.ts';
import { SCOPE } from '../telemetry/scope.ts';
import { METRIC, type MetricDefinition } from '../telemetry/vocabulary.ts';
import { resource } from './resource.ts';
import { sdkMetrics } from './sdk-parts.ts';

/** A source of our metrics; what it counts is cumulative from its creation on. */
export class MetricSource implements MetricProducer {
  readonly #startTime = now();

  collect(): Promise<CollectionResult> {
    return Promise.resolve({ resourceMetrics: this.snapshot(), errors: [] });
  }

  /** All of our metrics at this moment. */
  snapshot(): ResourceMetrics {
    const endTime = now();
    const metrics = [
      ...COUNTERS.map(([definition], index) => this.#sum(definition, index, endTime)),
      ...Object.entries<MetricDefinition>(METRIC)
        .filter(([, { buckets }]) => buckets !== undefined)
        .map(([name, definition]) => this.#histogram(name as HistogramName, definition, endTime)),
    ].filter(({ dataPoints }) => dataPoints.length > 0);
    const scopeMetrics = metrics.length === 0 ? [] : [{ scope: SCOPE, metrics }];
    return { resource: resource(), scopeMetrics };
  }

  #sum(definition: MetricDefinition, index: number, endTime: HrTime): MetricData {
    const { AggregationTemporality, DataPointType } = sdkMetrics();
    const startTime = this.#startTime;
    return {
      descriptor: toDescriptor(definition),
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      dataPoints: measuredSets().flatMap(({ measured: { totals, counterAttributes } }) => {
        const value = totals[index];
        if (value === undefined) return [];
        return [{ startTime, endTime, attributes: counterAttributes, value }];
      }),
    };
  }

  #histogram(name: HistogramName, definition: MetricDefinition, endTime: HrTime): MetricData {
    const { AggregationTemporality, DataPointType } = sdkMetrics();
    const startTime = this.#startTime;
    return {
      descriptor: toDescriptor(definition),
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPointType: DataPointType.HISTOGRAM,
      dataPoints: measuredSets().flatMap(({ attributes, measured }) => {
        const found = measured.distributions[name];
        if (found === undefined) return [];
        const { boundaries, counts, sum, count, min, max } = found;
        const buckets = { boundaries: [...boundaries], counts: [...counts] };
        return [{ startTime, endTime, attributes, value: { buckets, sum, count, min, max } }];
      }),
    };
  }
}

function toDescriptor({ name, unit, description }: MetricDefinition): MetricData['descriptor'] {
  const { INT, DOUBLE } = otelApi()!.ValueType;
  return { name, unit, description, valueType: unit === '{token}' ? INT : DOUBLE };
}

function now(): HrTime {
  const milliseconds = Date.now();
  const seconds = Math.trunc(milliseconds / 1000);
  return [seconds, Math.round((milliseconds - seconds * 1000) * 1e6)];
}
