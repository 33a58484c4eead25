// Stores measurements until they are collected: token sums always, histograms only if
// our own pipeline reads them (`aggregateMetrics`). A foreign histogram gets each value.

import { processState } from '../../foundation/process-state.ts';
import type {
  Attributes,
  Context,
  Histogram,
  Meter,
  MeterProvider,
  ObservableResult,
} from '@opentelemetry/api';
import { AttributeSets } from './attribute-sets.ts';
import { CallSets } from './call-attributes.ts';
import { Distribution } from './distribution.ts';
import { meterProvider } from '../providers.ts';
import { SCOPE } from '../../foundation/scope.ts';
import { COUNTED } from './counters.ts';
import { type Measured, type MeasuredSet, nothingMeasured, type Point } from './measured.ts';
import { SERIES, type Series, type SeriesName, valueTypeOf } from './series.ts';
import type { HistogramDefinition } from '../conventions/metric-vocabulary.ts';

/** The sets of one MeterProvider; tool or workflow names use no room of model sets. */
export class Measurements {
  readonly calls = newSets();
  readonly tools = newSets();
  readonly agents = newSets();
  readonly workflows = newSets();
  readonly evaluations = newSets();
  readonly guardrails = newSets();
  readonly retrievals = newSets();
  readonly mcp = newSets();
  readonly callSets = new CallSets(this.calls);
  readonly histograms = new Map<string, Histogram>();

  /** All sets. */
  all(): MeasuredSet[] {
    const { calls, tools, agents, workflows, evaluations, guardrails, retrievals, mcp } = this;
    return [calls, tools, agents, workflows, evaluations, guardrails, retrievals, mcp].flatMap(
      ({ all }) => all,
    );
  }
}

/** All copies of the package in a process measure here. */
const kept = processState<{
  provider: MeterProvider | undefined;
  measurements: Measurements;
  aggregatesFor: MeterProvider | undefined;
}>('measurements', () => ({
  provider: undefined,
  measurements: new Measurements(),
  aggregatesFor: undefined,
}));

/** Keeps the metrics of `own` here from now on: its reader takes them from `measuredSets`. */
export function aggregateMetrics(own: MeterProvider): void {
  kept.aggregatesFor = own;
}

/** All measurements for the current MeterProvider. */
export function measuredSets(): readonly MeasuredSet[] {
  return kept.measurements.all();
}

/** The measurements of the current MeterProvider. */
export function currentMeasurements(): Measurements {
  const current = meterProvider();
  if (current !== kept.provider) useProvider(current);
  return kept.measurements;
}

/** Records one value. `context`: the operation's, whose span an exemplar may reference. */
export function record(
  { attributes, measured }: MeasuredSet,
  name: SeriesName,
  value: number,
  context: Context,
): void {
  const point = (measured.points[name] ??= newPoint(SERIES[name], attributes));
  if (point.distribution !== undefined) point.distribution.record(value);
  else point.histogram!.record(value, point.attributes, context);
}

function newPoint({ definition, extra }: Series, attributes: Attributes): Point {
  const own = extra === undefined ? attributes : { ...attributes, ...extra };
  return kept.provider === kept.aggregatesFor
    ? { attributes: own, distribution: new Distribution(definition.buckets) }
    : { attributes: own, histogram: histogramOf(definition) };
}

function useProvider(next: MeterProvider): void {
  kept.provider = next;
  // Counts of one provider must not be reported to the next one again.
  const own = new Measurements();
  kept.measurements = own;
  if (next === kept.aggregatesFor) return;
  const meter = meterOf(next);
  for (const { definition, each } of COUNTED) {
    const { name, unit, description } = definition;
    meter
      .createObservableCounter(name, { unit, description, valueType: valueTypeOf(definition) })
      .addCallback((result: ObservableResult) => {
        for (const set of own.all()) {
          each(set, (total, attributes) => result.observe(total, attributes));
        }
      });
  }
}

function newSets(): AttributeSets<Measured> {
  return new AttributeSets(nothingMeasured);
}

function histogramOf(definition: HistogramDefinition): Histogram {
  const { name, unit, description, buckets } = definition;
  const known = kept.measurements.histograms.get(name);
  if (known !== undefined) return known;
  const histogram = meterOf(kept.provider!).createHistogram(name, {
    unit,
    description,
    valueType: valueTypeOf(definition),
    advice: { explicitBucketBoundaries: buckets },
  });
  kept.measurements.histograms.set(name, histogram);
  return histogram;
}

function meterOf(of: MeterProvider): Meter {
  return of.getMeter(SCOPE.name, SCOPE.version);
}
