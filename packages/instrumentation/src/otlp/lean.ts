// The lean pipeline: only the parts of the OpenTelemetry SDK that OTLP/HTTP with JSON needs.

import { randomUUID } from 'node:crypto';
import type { ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { BatchSpanProcessor, Sampler } from '@opentelemetry/sdk-trace';
import { aggregateMetrics } from '../telemetry/metrics/measurements.ts';
import { onFinishedOperation } from '../telemetry/listeners.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { isSent, type Signal, SIGNALS } from './destination.ts';
import { read, type Environment } from '../settings/environment.ts';
import {
  batchOptions,
  logRecordLimits,
  metricReaderOptions,
  samplerChoice,
  spanLimits,
} from './sdk-variables.ts';
import { concludeOnExit, flushOnExit, type Flushable } from '../exit/exit.ts';
import { detach, flushingInto } from './detached-exporter.ts';
import { exporterOptions } from './noting-agent.ts';
import { concludeOutlets } from './outlet.ts';
import { certificates } from './otlp-settings.ts';
import { placeOf } from './place.ts';
import { countDrops } from './dropped-spans.ts';
import { MetricSource } from './metric-source.ts';
import { toOtlpRequest } from './otlp-request.ts';
import { startLogs } from './logs.ts';
import { resource as ownResource } from './resource.ts';
import { SCOPE } from '../foundation/scope.ts';
import { say } from '../foundation/say.ts';
import { otelSdk } from '../foundation/sdk-parts.ts';

/** Loads what the pipeline needs, and reads the certificates that the environment names. */
export function loadLean(environment: Environment): void {
  for (const signal of SIGNALS) {
    if (isSent(environment, signal)) certificates(signal);
  }
  rehearse();
}

/** Records a span that nobody sees, and makes what it would go through: what runs for the first time takes milliseconds. */
function rehearse(): void {
  const sdk = otelSdk();
  const api = otelApi()!;
  const nothing = (): Promise<void> => Promise.resolve();
  const exporter = { export: nothing, forceFlush: nothing, shutdown: nothing };
  const records = new sdk.BatchLogRecordProcessor({ exporter, ...batchOptions({}, 'BLRP') });
  const logs = { processors: [records], logRecordLimits: logRecordLimits({}) };
  new sdk.LoggerProvider(logs).getLogger(SCOPE.name);
  const context = new sdk.AsyncLocalStorageContextManager().enable();
  const resource = sdk
    .defaultResource()
    .merge(sdk.resourceFromAttributes({ [SCOPE.name]: randomUUID() }));
  const limits = { sampler: toSampler({}), spanLimits: spanLimits({}) };
  const span = new sdk.TracerProvider({ resource, ...limits, spanProcessors: [] })
    .getTracer(SCOPE.name)
    .startSpan(SCOPE.name, { attributes: { [SCOPE.name]: 0 } }, api.ROOT_CONTEXT);
  context.with(api.trace.setSpan(api.ROOT_CONTEXT, span), () => span.setAttribute(SCOPE.name, 1));
  span.end();
  const spans = new sdk.BatchSpanProcessor({ exporter, ...batchOptions({}, 'BSP') });
  void spans.forceFlush();
  context.disable();
}

/** Registers all configured providers; returns whether anything is sent. */
export function startLeanPipeline(environment: Environment): boolean {
  const flushables: Flushable[] = [];
  // Each signal separately: a failure to start affects only that one.
  startSignal('TRACES', () => startTraces(environment, flushables));
  if (isSent(environment, 'METRICS')) {
    startSignal('METRICS', () => flushables.push(startMetrics(environment)));
  }
  if (isSent(environment, 'LOGS')) {
    startSignal('LOGS', () => flushables.push(startLogs(environment)));
  }
  flushOnExit(flushables);
  concludeOnExit(concludeOutlets);
  return flushables.length > 0;
}

function startSignal(signal: Signal, start: () => void): void {
  try {
    start();
  } catch (error) {
    say(`${signal.toLowerCase()} are not sent: ${String(error)}`);
  }
}

function startTraces(environment: Environment, flushables: Flushable[]): void {
  const api = otelApi()!;
  const spanProcessors = isSent(environment, 'TRACES')
    ? [spanProcessor(environment, flushables)]
    : [];
  const {
    AsyncLocalStorageContextManager,
    CompositePropagator,
    TracerProvider,
    W3CBaggagePropagator,
    W3CTraceContextPropagator,
  } = otelSdk();
  const provider = new TracerProvider({
    resource: ownResource(),
    sampler: toSampler(environment),
    spanLimits: spanLimits(environment),
    spanProcessors,
  });
  api.trace.setGlobalTracerProvider(provider);
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  if (read(environment, 'OTEL_PROPAGATORS') !== 'none') {
    api.propagation.setGlobalPropagator(
      new CompositePropagator({
        propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()],
      }),
    );
  }
}

function spanProcessor(environment: Environment, flushables: Flushable[]): BatchSpanProcessor {
  const { BatchSpanProcessor, OTLPTraceExporter } = otelSdk();
  const place = placeOf('TRACES', environment);
  const { exporter, takeUnsent } = detach(
    new OTLPTraceExporter(exporterOptions('TRACES')),
    place,
    (spans) => spans.length,
  );
  const processor = new BatchSpanProcessor({
    exporter,
    ...batchOptions(environment, 'BSP'),
  });
  countDrops(processor, place);
  const pass = flushingInto(processor, exporter);
  flushables.push({
    forceFlush: () => processor.forceFlush(),
    takeUnsent: () =>
      takeUnsent(pass).flatMap((spans) => {
        const body = otelSdk().JsonTraceSerializer.serializeRequest(spans);
        return body === undefined ? [] : [toOtlpRequest(place, body, spans.length)];
      }),
  });
  return processor;
}

function startMetrics(environment: Environment): Flushable {
  const { MeterProvider, OTLPMetricExporter, PeriodicExportingMetricReader } = otelSdk();
  const place = placeOf('METRICS', environment);
  const sending = new OTLPMetricExporter(exporterOptions('METRICS'));
  const { exporter, supersede } = detach(sending, place, pointsIn);
  // Ours are cumulative: the SDK must compute any other temporality.
  const source = temporality(environment) === 'cumulative' ? new MetricSource() : undefined;
  const reader = new PeriodicExportingMetricReader({
    exporter,
    metricProducers: source === undefined ? [] : [source],
    ...metricReaderOptions(environment),
  });
  const provider = new MeterProvider({ resource: ownResource(), readers: [reader] });
  otelApi()!.metrics.setGlobalMeterProvider(provider);
  if (source !== undefined) aggregateMetrics(provider);
  let finished = 0;
  let sent = 0;
  onFinishedOperation(() => {
    finished++;
  });
  return {
    forceFlush: async () => {
      const flushing = finished;
      await reader.forceFlush();
      await exporter.forceFlush();
      // Not earlier: the process may exit during the export.
      sent = flushing;
    },
    takeUnsent: () => {
      supersede();
      if (finished === sent || source === undefined) return [];
      const metrics = source.snapshot();
      const body = otelSdk().JsonMetricsSerializer.serializeRequest(metrics);
      return body === undefined ? [] : [toOtlpRequest(place, body, pointsIn(metrics))];
    },
  };
}

function pointsIn({ scopeMetrics }: ResourceMetrics): number {
  return scopeMetrics
    .flatMap(({ metrics }) => metrics)
    .reduce((count, { dataPoints }) => count + dataPoints.length, 0);
}

function temporality(environment: Environment): string {
  const name = 'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE';
  return read(environment, name)?.toLowerCase() ?? 'cumulative';
}

function toSampler(environment: Environment): Sampler {
  const { isParentBased, root, ratio } = samplerChoice(environment);
  const { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler } =
    otelSdk();
  const sampler: Sampler =
    root === 'on'
      ? new AlwaysOnSampler()
      : root === 'off'
        ? new AlwaysOffSampler()
        : new TraceIdRatioBasedSampler(ratio);
  return isParentBased ? new ParentBasedSampler({ root: sampler }) : sampler;
}
