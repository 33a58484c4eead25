// The metrics kept in telemetry/metrics/measurements.ts, as the SDK's reader collects them from other
// sources, or at once for the last export of a process.

import type { HrTime } from '@opentelemetry/api';
import type {
  CollectionResult,
  DataPoint,
  MetricData,
  MetricProducer,
  ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { COUNTED, type Counted } from '../telemetry/metrics/counters.ts';
import { measuredSets } from '../telemetry/metrics/measurements.ts';
import { SERIES, type SeriesName, valueTypeOf } from '../telemetry/metrics/series.ts';
import { SCOPE } from '../foundation/scope.ts';
import type { MetricDefinition } from '../telemetry/conventions/metric-vocabulary.ts';
import { resource } from './resource.ts';
import { otelSdk } from '../foundation/sdk-parts.ts';

/** Each histogram once, with the series of its points. */
const SERIES_NAMES = Object.keys(SERIES) as SeriesName[];
const HISTOGRAMS = [...new Set(SERIES_NAMES.map((name) => SERIES[name].definition))].map(
  (definition) =>
    [definition, SERIES_NAMES.filter((name) => SERIES[name].definition === definition)] as const,
);

/** A source of our metrics; its counts are cumulative since its creation. */
export class MetricSource implements MetricProducer {
  readonly #startTime = now();

  collect(): Promise<CollectionResult> {
    return Promise.resolve({ resourceMetrics: this.snapshot(), errors: [] });
  }

  /** All of our current metrics. */
  snapshot(): ResourceMetrics {
    const endTime = now();
    const metrics = [
      ...COUNTED.map((counted) => this.#sum(counted, endTime)),
      ...HISTOGRAMS.map(([definition, names]) => this.#histogram(definition, names, endTime)),
    ].filter(({ dataPoints }) => dataPoints.length > 0);
    const scopeMetrics = metrics.length === 0 ? [] : [{ scope: SCOPE, metrics }];
    return { resource: resource(), scopeMetrics };
  }

  #sum({ definition, each }: Counted, endTime: HrTime): MetricData {
    const { AggregationTemporality, DataPointType } = otelSdk();
    const startTime = this.#startTime;
    const dataPoints: DataPoint<number>[] = [];
    for (const set of measuredSets()) {
      each(set, (value, attributes) => dataPoints.push({ startTime, endTime, attributes, value }));
    }
    return {
      descriptor: toDescriptor(definition),
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPointType: DataPointType.SUM,
      isMonotonic: true,
      dataPoints,
    };
  }

  #histogram(
    definition: MetricDefinition,
    names: readonly SeriesName[],
    endTime: HrTime,
  ): MetricData {
    const { AggregationTemporality, DataPointType } = otelSdk();
    const startTime = this.#startTime;
    return {
      descriptor: toDescriptor(definition),
      aggregationTemporality: AggregationTemporality.CUMULATIVE,
      dataPointType: DataPointType.HISTOGRAM,
      dataPoints: measuredSets().flatMap(({ measured }) =>
        names.flatMap((name) => {
          const { attributes = {}, distribution } = measured.points[name] ?? {};
          if (distribution === undefined) return [];
          const { boundaries, counts, sum, count, min, max } = distribution;
          const buckets = { boundaries: [...boundaries], counts: [...counts] };
          return [{ startTime, endTime, attributes, value: { buckets, sum, count, min, max } }];
        }),
      ),
    };
  }
}

function toDescriptor(definition: MetricDefinition): MetricData['descriptor'] {
  const { name, unit, description } = definition;
  return { name, unit, description, valueType: valueTypeOf(definition) };
}

function now(): HrTime {
  const milliseconds = Date.now();
  const seconds = Math.trunc(milliseconds / 1000);
  return [seconds, Math.round((milliseconds - seconds * 1000) * 1e6)];
}
