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
  ValueType,
} from '@opentelemetry/api';
import type { Usage } from '../../model/response.ts';
import { AttributeSets, type AttributeSet } from './attribute-sets.ts';
import { CallSets } from './call-attributes.ts';
import { Distribution } from './distribution.ts';
import { otelApi } from '../../foundation/otel-api.ts';
import { meterProvider } from '../providers.ts';
import { SCOPE } from '../../foundation/scope.ts';
import { CostCounts } from './cost-counts.ts';
import { COUNTERS, TokenCounts } from './token-counts.ts';
import {
  isWhole,
  METRIC,
  METRIC_141,
  OWN_METRIC,
  TOKEN_TYPE,
  type HistogramDefinition,
  type MetricDefinition,
} from '../conventions/metric-vocabulary.ts';

interface Series {
  readonly definition: HistogramDefinition;
  /** The attributes of its points besides those of their set. */
  readonly extra?: Attributes;
}

/** Every histogram, once for each kind of point in it. */
export const SERIES = {
  inferenceDuration: { definition: METRIC.inferenceDuration },
  timeToFirstChunk: { definition: METRIC.timeToFirstChunk },
  timePerOutputChunk: { definition: METRIC.timePerOutputChunk },
  operationInputTokens: { definition: METRIC.operationInputTokens },
  operationOutputTokens: { definition: METRIC.operationOutputTokens },
  embeddingsDuration: { definition: METRIC.embeddingsDuration },
  embeddingsInputTokens: { definition: METRIC.embeddingsInputTokens },
  operationDuration: { definition: METRIC.operationDuration },
  toolDuration: { definition: METRIC.toolDuration },
  agentDuration: { definition: METRIC.agentDuration },
  agentInferenceCalls: { definition: METRIC.agentInferenceCalls },
  agentToolCalls: { definition: METRIC.agentToolCalls },
  workflowDuration: { definition: METRIC.workflowDuration },
  inputTokenUsage: { definition: METRIC_141.tokenUsage, extra: { [TOKEN_TYPE]: 'input' } },
  outputTokenUsage: { definition: METRIC_141.tokenUsage, extra: { [TOKEN_TYPE]: 'output' } },
  operationTimeToFirstChunk: { definition: METRIC_141.operationTimeToFirstChunk },
  operationTimePerOutputChunk: { definition: METRIC_141.operationTimePerOutputChunk },
  operationCost: { definition: OWN_METRIC.operationCost },
} satisfies Record<string, Series>;

/** The name of a series. */
export type SeriesName = keyof typeof SERIES;

/** One point of a histogram: kept here, or in a foreign one. */
interface Point {
  readonly attributes: Attributes;
  readonly distribution?: Distribution;
  readonly histogram?: Histogram;
}

/** The measurements of one attribute set. */
export interface Measured {
  readonly points: Partial<Record<SeriesName, Point>>;
  tokens: TokenCounts | undefined;
  costs: CostCounts | undefined;
}

/** An attribute set with its measurements. */
export type MeasuredSet = AttributeSet<Measured>;

/** The sets of one MeterProvider; tool or workflow names use no room of model sets. */
export class Measurements {
  readonly calls = newSets();
  readonly tools = newSets();
  readonly agents = newSets();
  readonly workflows = newSets();
  readonly callSets = new CallSets(this.calls);
  readonly histograms = new Map<string, Histogram>();

  /** All sets. */
  all(): MeasuredSet[] {
    const { calls, tools, agents, workflows } = this;
    return [calls, tools, agents, workflows].flatMap(({ all }) => all);
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

/** Adds the tokens of one call to the counters. */
export function countTokens({ attributes, measured }: MeasuredSet, usage: Usage): void {
  (measured.tokens ??= new TokenCounts(attributes)).count(usage);
}

/** The sums of the costs in a set. */
export function costsOf({ measured }: MeasuredSet): CostCounts {
  return (measured.costs ??= new CostCounts());
}

/** A counter, and its totals in one set: each with its attributes. */
export interface Counted {
  readonly definition: MetricDefinition;
  each(set: MeasuredSet, visit: (total: number, attributes: Attributes) => void): void;
}

/** All counters. */
export const COUNTED: readonly Counted[] = [
  ...COUNTERS.map(({ definition }, index): Counted => ({
    definition,
    each: ({ measured }, visit) => measured.tokens?.each(index, visit),
  })),
  {
    definition: OWN_METRIC.cost,
    each: ({ measured, attributes }, visit) => {
      const dollars = measured.costs?.dollars;
      if (dollars !== undefined) visit(dollars, attributes);
    },
  },
  {
    definition: OWN_METRIC.unpricedCalls,
    each: ({ measured, attributes }, visit) => {
      const calls = measured.costs?.unpriced ?? 0;
      if (calls > 0) visit(calls, attributes);
    },
  },
];

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
        for (const set of own.calls.all) {
          each(set, (total, attributes) => result.observe(total, attributes));
        }
      });
  }
}

function newSets(): AttributeSets<Measured> {
  return new AttributeSets(() => ({ points: {}, tokens: undefined, costs: undefined }));
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

/** Whether the SDK keeps whole numbers. */
export function valueTypeOf(definition: MetricDefinition): ValueType {
  const { INT, DOUBLE } = otelApi()!.ValueType;
  return isWhole(definition) ? INT : DOUBLE;
}
