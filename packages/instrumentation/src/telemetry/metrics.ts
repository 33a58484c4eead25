// Which metrics follow from an operation that ended. Token counts are summed here and read when
// the SDK collects; so are histograms where our own pipeline reads them (`aggregateMetrics`).

import type {
  Attributes,
  Histogram,
  Meter,
  MeterProvider,
  ObservableResult,
} from '@opentelemetry/api';
import type { Usage } from '../core/model.ts';
import { AttributeSets, type AttributeSet } from './attribute-sets.ts';
import { Distribution } from './distribution.ts';
import type { CallKind, FinishedOperation } from './operation.ts';
import { otelApi } from './otel-api.ts';
import { meterProvider } from './providers.ts';
import { SCOPE } from './scope.ts';
import { ATTRIBUTE, METRIC, MODALITY_UNKNOWN, type MetricDefinition } from './vocabulary.ts';

/** The metrics that are histograms. */
export type HistogramName = {
  [Name in keyof typeof METRIC]: (typeof METRIC)[Name] extends { buckets: number[] } ? Name : never;
}[keyof typeof METRIC];

/** What has been measured under one set of attributes. */
export interface Measured {
  readonly counterAttributes: Attributes;
  /** In the order of `COUNTERS`; `undefined` until first reported. */
  readonly totals: (number | undefined)[];
  readonly distributions: Partial<Record<HistogramName, Distribution>>;
}

/** The counters, each with the usage field that feeds it. */
export const COUNTERS: readonly (readonly [MetricDefinition, keyof Usage])[] = [
  [METRIC.inputTokens, 'inputTokens'],
  [METRIC.outputTokens, 'outputTokens'],
  [METRIC.cacheReadInputTokens, 'cacheReadInputTokens'],
  [METRIC.cacheWriteInputTokens, 'cacheWriteInputTokens'],
  [METRIC.reasoningOutputTokens, 'reasoningOutputTokens'],
];

let provider: MeterProvider | undefined;
let sets = newSets();
let instruments: Partial<Record<HistogramName, Histogram>> = {};
let aggregatesFor: MeterProvider | undefined;

/** From now on the metrics of `own` are kept here: its reader takes them from `measuredSets`. */
export function aggregateMetrics(own: MeterProvider): void {
  aggregatesFor = own;
}

/** All that has been measured for the current MeterProvider. */
export function measuredSets(): readonly AttributeSet<Measured>[] {
  return sets.all;
}

/** Records a finished operation with the MeterProvider of this moment. */
export function recordMetrics(operation: FinishedOperation<CallKind>): void {
  const current = meterProvider();
  if (current !== provider) useProvider(current);
  const { kind } = operation;
  if (kind === 'inference') recordInference(operation);
  else if (kind === 'embeddings') recordEmbeddings(operation);
  else if (
    kind === 'retrieval' ||
    (kind === 'request' && operation.start.operation !== undefined)
  ) {
    const set = sets.withError(sets.of(operation), operation.errorType);
    record(set, 'operationDuration', operation.durationSeconds);
  }
}

function recordInference(operation: FinishedOperation<CallKind>): void {
  const set = sets.of(operation);
  const outcome = sets.withError(set, operation.errorType);
  record(outcome, 'inferenceDuration', operation.durationSeconds);
  // A failed call without usage counts as 0 tokens; a successful one without is not guessed.
  const usage = operation.response.usage ?? (operation.errorType === undefined ? undefined : {});
  if (usage !== undefined) {
    record(outcome, 'operationInputTokens', usage.inputTokens ?? 0);
    record(outcome, 'operationOutputTokens', usage.outputTokens ?? 0);
    count(set.measured.totals, usage);
  }
  if (operation.timeToFirstChunk === undefined) return;
  record(set, 'timeToFirstChunk', operation.timeToFirstChunk);
  for (const seconds of operation.chunkIntervals) record(set, 'timePerOutputChunk', seconds);
}

function recordEmbeddings(operation: FinishedOperation<CallKind>): void {
  const set = sets.withError(sets.of(operation), operation.errorType);
  record(set, 'embeddingsDuration', operation.durationSeconds);
  const tokens = operation.response.usage?.inputTokens;
  if (tokens !== undefined) record(set, 'embeddingsInputTokens', tokens);
}

function count(totals: Measured['totals'], usage: Usage): void {
  totals[0] = (totals[0] ?? 0) + (usage.inputTokens ?? 0);
  totals[1] = (totals[1] ?? 0) + (usage.outputTokens ?? 0);
  for (let index = 2; index < COUNTERS.length; index++) {
    const tokens = usage[COUNTERS[index]![1]];
    if (tokens !== undefined) totals[index] = (totals[index] ?? 0) + tokens;
  }
}

function record(
  { attributes, measured }: AttributeSet<Measured>,
  name: HistogramName,
  value: number,
): void {
  if (provider === aggregatesFor) {
    (measured.distributions[name] ??= new Distribution(METRIC[name].buckets)).record(value);
  } else {
    (instruments[name] ??= createHistogram(name)).record(value, attributes);
  }
}

function useProvider(next: MeterProvider): void {
  provider = next;
  instruments = {};
  // What was counted for one provider is not reported to the next one again.
  const own = newSets();
  sets = own;
  if (next === aggregatesFor) return;
  const meter = meterOf(next);
  COUNTERS.forEach(([{ name, unit, description }], index) => {
    meter
      .createObservableCounter(name, { unit, description, valueType: otelApi()!.ValueType.INT })
      .addCallback((result: ObservableResult) => {
        for (const { measured } of own.all) {
          const total = measured.totals[index];
          if (total !== undefined) result.observe(total, measured.counterAttributes);
        }
      });
  });
}

function newSets(): AttributeSets<Measured> {
  return new AttributeSets((attributes) => ({
    counterAttributes: { ...attributes, [ATTRIBUTE.tokenModality]: MODALITY_UNKNOWN },
    totals: [],
    distributions: {},
  }));
}

function createHistogram(name: HistogramName): Histogram {
  const { name: metric, unit, description, buckets } = METRIC[name];
  const { INT, DOUBLE } = otelApi()!.ValueType;
  return meterOf(provider!).createHistogram(metric, {
    unit,
    description,
    valueType: unit === '{token}' ? INT : DOUBLE,
    advice: { explicitBucketBoundaries: buckets },
  });
}

function meterOf(of: MeterProvider): Meter {
  return of.getMeter(SCOPE.name, SCOPE.version);
}
