// Where measurements are kept until somebody collects them: sums of tokens always, histograms where
// our own pipeline reads them (`aggregateMetrics`). A histogram of somebody else gets each value.

import { processState } from '../../foundation/process-state.ts';
import type {
  Attributes,
  Context,
  Histogram,
  Meter,
  MeterProvider,
  ObservableResult,
} from '@opentelemetry/api';
import type { Usage } from '../../model/response.ts';
import { AttributeSets, type AttributeSet } from './attribute-sets.ts';
import { CallSets } from './call-attributes.ts';
import { Distribution } from './distribution.ts';
import { otelApi } from '../../foundation/otel-api.ts';
import { meterProvider } from '../providers.ts';
import { SCOPE } from '../../foundation/scope.ts';
import { COUNTERS, TokenCounts } from './token-counts.ts';
import {
  METRIC,
  METRIC_141,
  TOKEN_TYPE,
  type HistogramDefinition,
} from '../conventions/metric-vocabulary.ts';

interface Series {
  readonly definition: HistogramDefinition;
  /** What its points have besides the attributes of their set. */
  readonly extra?: Attributes;
}

/** Every histogram, once for each kind of point that it has. */
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
} satisfies Record<string, Series>;

/** The name of one of them. */
export type SeriesName = keyof typeof SERIES;

/** One point of a histogram: kept here, or with somebody else. */
interface Point {
  readonly attributes: Attributes;
  readonly distribution?: Distribution;
  readonly histogram?: Histogram;
}

/** What has been measured under one set of attributes. */
export interface Measured {
  readonly points: Partial<Record<SeriesName, Point>>;
  tokens: TokenCounts | undefined;
}

/** A set of attributes, and what has been measured under it. */
export type MeasuredSet = AttributeSet<Measured>;

/** The sets of one MeterProvider; names of tools or workflows take no room from those of models. */
export class Measurements {
  readonly calls = newSets();
  readonly tools = newSets();
  readonly agents = newSets();
  readonly workflows = newSets();
  readonly callSets = new CallSets(this.calls);
  readonly histograms = new Map<string, Histogram>();

  /** All of them. */
  all(): MeasuredSet[] {
    const { calls, tools, agents, workflows } = this;
    return [calls, tools, agents, workflows].flatMap(({ all }) => all);
  }
}

/** Every copy of the package in a process measures here. */
const kept = processState<{
  provider: MeterProvider | undefined;
  measurements: Measurements;
  aggregatesFor: MeterProvider | undefined;
}>('measurements', () => ({
  provider: undefined,
  measurements: new Measurements(),
  aggregatesFor: undefined,
}));

/** From now on the metrics of `own` are kept here: its reader takes them from `measuredSets`. */
export function aggregateMetrics(own: MeterProvider): void {
  kept.aggregatesFor = own;
}

/** All that has been measured for the current MeterProvider. */
export function measuredSets(): readonly MeasuredSet[] {
  return kept.measurements.all();
}

/** What is measured for the MeterProvider of this moment. */
export function currentMeasurements(): Measurements {
  const current = meterProvider();
  if (current !== kept.provider) useProvider(current);
  return kept.measurements;
}

/** Records one value. `context`: that of the operation, whose span an exemplar may name. */
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

function newPoint({ definition, extra }: Series, attributes: Attributes): Point {
  const own = extra === undefined ? attributes : { ...attributes, ...extra };
  return kept.provider === kept.aggregatesFor
    ? { attributes: own, distribution: new Distribution(definition.buckets) }
    : { attributes: own, histogram: histogramOf(definition) };
}

function useProvider(next: MeterProvider): void {
  kept.provider = next;
  // What was counted for one provider is not reported to the next one again.
  const own = new Measurements();
  kept.measurements = own;
  if (next === kept.aggregatesFor) return;
  const meter = meterOf(next);
  COUNTERS.forEach(({ definition: { name, unit, description } }, index) => {
    meter
      .createObservableCounter(name, { unit, description, valueType: otelApi()!.ValueType.INT })
      .addCallback((result: ObservableResult) => {
        for (const { measured } of own.calls.all) {
          measured.tokens?.each(index, (total, attributes) => result.observe(total, attributes));
        }
      });
  });
}

function newSets(): AttributeSets<Measured> {
  return new AttributeSets(() => ({ points: {}, tokens: undefined }));
}

function histogramOf(definition: HistogramDefinition): Histogram {
  const { name, unit, description, buckets } = definition;
  const known = kept.measurements.histograms.get(name);
  if (known !== undefined) return known;
  const { INT, DOUBLE } = otelApi()!.ValueType;
  const histogram = meterOf(kept.provider!).createHistogram(name, {
    unit,
    description,
    valueType: unit === 's' ? DOUBLE : INT,
    advice: { explicitBucketBoundaries: buckets },
  });
  kept.measurements.histograms.set(name, histogram);
  return histogram;
}

function meterOf(of: MeterProvider): Meter {
  return of.getMeter(SCOPE.name, SCOPE.version);
}
