// The metrics of one MeterProvider. Token counters are summed here and read by the SDK when it
// collects: adding to them costs a map look-up, not a hash of all attributes per counter.

import type {
  Attributes,
  Histogram,
  Meter,
  MeterProvider,
  ObservableResult,
} from '@opentelemetry/api';
import type { Usage } from '../core/model.ts';
import type { FinishedOperation } from './operation.ts';
import { otelApi } from './otel-api.ts';
import { SCOPE } from './scope.ts';
import { ATTRIBUTE, METRIC, MODALITY_UNKNOWN, type MetricDefinition } from './vocabulary.ts';

/** More attribute sets than this share one overflow set, as in the SDK. */
const CARDINALITY_LIMIT = 2000;

/** The counters, each with the usage field that feeds it. */
const COUNTERS: readonly (readonly [MetricDefinition, keyof Usage])[] = [
  [METRIC.inputTokens, 'inputTokens'],
  [METRIC.outputTokens, 'outputTokens'],
  [METRIC.cacheReadInputTokens, 'cacheReadInputTokens'],
  [METRIC.cacheWriteInputTokens, 'cacheWriteInputTokens'],
  [METRIC.reasoningOutputTokens, 'reasoningOutputTokens'],
];

/** One combination of metric attributes, and the tokens counted under it. */
interface AttributeSet {
  readonly attributes: Attributes;
  readonly counterAttributes: Attributes;
  /** In the order of `COUNTERS`; `undefined` until first reported. */
  readonly totals: (number | undefined)[];
}

type HistogramName = {
  [Name in keyof typeof METRIC]: (typeof METRIC)[Name] extends { buckets: number[] } ? Name : never;
}[keyof typeof METRIC];

let sets = new Map<string, AttributeSet>();
let provider: MeterProvider | undefined;
let histograms: Partial<Record<HistogramName, Histogram>> = {};

/** Records a finished operation under whichever MeterProvider is registered now. */
export function recordMetrics(operation: FinishedOperation): void {
  const current = otelApi()?.metrics.getMeterProvider();
  if (current !== provider) useProvider(current);
  switch (operation.kind) {
    case 'inference':
      return recordInference(operation);
    case 'embeddings':
      return recordEmbeddings(operation);
    case 'retrieval':
      histogram('operationDuration').record(
        operation.durationSeconds,
        withError(attributeSet(operation).attributes, operation.errorType),
      );
  }
}

function recordInference(operation: FinishedOperation): void {
  const set = attributeSet(operation);
  const attributes = withError(set.attributes, operation.errorType);
  histogram('inferenceDuration').record(operation.durationSeconds, attributes);
  // A failed call without usage counts as 0 tokens; a successful one without is not guessed.
  const usage = operation.response.usage ?? (operation.errorType === undefined ? undefined : {});
  if (usage !== undefined) {
    histogram('operationInputTokens').record(usage.inputTokens ?? 0, attributes);
    histogram('operationOutputTokens').record(usage.outputTokens ?? 0, attributes);
    count(set, usage);
  }
  if (operation.timeToFirstChunk === undefined) return;
  histogram('timeToFirstChunk').record(operation.timeToFirstChunk, set.attributes);
  const perChunk = histogram('timePerOutputChunk');
  for (const seconds of operation.chunkIntervals) perChunk.record(seconds, set.attributes);
}

function recordEmbeddings(operation: FinishedOperation): void {
  const attributes = withError(attributeSet(operation).attributes, operation.errorType);
  histogram('embeddingsDuration').record(operation.durationSeconds, attributes);
  const tokens = operation.response.usage?.inputTokens;
  if (tokens !== undefined) histogram('embeddingsInputTokens').record(tokens, attributes);
}

function count({ totals }: AttributeSet, usage: Usage): void {
  totals[0] = (totals[0] ?? 0) + (usage.inputTokens ?? 0);
  totals[1] = (totals[1] ?? 0) + (usage.outputTokens ?? 0);
  for (let index = 2; index < COUNTERS.length; index++) {
    const tokens = usage[COUNTERS[index]![1]];
    if (tokens !== undefined) totals[index] = (totals[index] ?? 0) + tokens;
  }
}

/** The interned attributes of an operation: small, bounded, free of personal data. */
function attributeSet({ start, response }: FinishedOperation): AttributeSet {
  const key = `${start.operation}\n${start.provider}\n${start.request.model}\n${response.model}\n${start.serverAddress}\n${start.serverPort}\n${response.serviceTier}\n${response.systemFingerprint}`;
  let set = sets.get(key);
  if (set === undefined) {
    if (sets.size >= CARDINALITY_LIMIT) return overflowSet();
    set = newSet({
      ...given(ATTRIBUTE.operationName, start.operation),
      ...given(ATTRIBUTE.providerName, start.provider),
      ...given(ATTRIBUTE.requestModel, start.request.model),
      ...given(ATTRIBUTE.responseModel, response.model),
      ...given(ATTRIBUTE.serverAddress, start.serverAddress),
      ...given(ATTRIBUTE.serverPort, start.serverPort),
      ...given(ATTRIBUTE.openaiResponseServiceTier, response.serviceTier),
      ...given(ATTRIBUTE.openaiResponseSystemFingerprint, response.systemFingerprint),
    });
    sets.set(key, set);
  }
  return set;
}

function overflowSet(): AttributeSet {
  const key = 'overflow';
  const set = sets.get(key) ?? newSet({ 'otel.metric.overflow': true });
  sets.set(key, set);
  return set;
}

function newSet(attributes: Attributes): AttributeSet {
  return {
    attributes,
    counterAttributes: { ...attributes, [ATTRIBUTE.tokenModality]: MODALITY_UNKNOWN },
    totals: [],
  };
}

function given(name: string, value: string | number | undefined): Attributes | undefined {
  return value === undefined ? undefined : { [name]: value };
}

function withError(attributes: Attributes, errorType: string | undefined): Attributes {
  return errorType === undefined ? attributes : { ...attributes, [ATTRIBUTE.errorType]: errorType };
}

function useProvider(next: MeterProvider | undefined): void {
  provider = next;
  histograms = {};
  // What was counted for one provider is not reported to the next one again.
  const own = new Map<string, AttributeSet>();
  sets = own;
  if (next === undefined) return;
  const meter = currentMeter(next);
  COUNTERS.forEach(([definition], index) => {
    const { name, unit, description } = definition;
    meter
      .createObservableCounter(name, { unit, description, valueType: otelApi()!.ValueType.INT })
      .addCallback((result: ObservableResult) => {
        for (const { totals, counterAttributes } of own.values()) {
          const total = totals[index];
          if (total !== undefined) result.observe(total, counterAttributes);
        }
      });
  });
}

function histogram(name: HistogramName): Histogram {
  let instrument = histograms[name];
  if (instrument === undefined) {
    const { name: metric, unit, description, buckets } = METRIC[name];
    const { INT, DOUBLE } = otelApi()!.ValueType;
    instrument = currentMeter(provider!).createHistogram(metric, {
      unit,
      description,
      valueType: unit === '{token}' ? INT : DOUBLE,
      advice: { explicitBucketBoundaries: buckets },
    });
    histograms[name] = instrument;
  }
  return instrument;
}

function currentMeter(of: MeterProvider): Meter {
  return of.getMeter(SCOPE.name, SCOPE.version);
}
