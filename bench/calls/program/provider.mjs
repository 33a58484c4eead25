// OpenTelemetry as an application sets it up by itself: `counting` counts the spans that an exporter is
// given and drops them, `otlp` sends them.

import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

// Shorter than the pauses of the program.
const SEND_EVERY_MS = 10;
// Anthropic's SDK makes spans itself if there is a provider: with it, bare and under every variant.
const OF_THE_SDK = 'com.anthropic.sdk.typescript';

/** Registers both providers; `spans` is undefined where a server counts. */
export function startProvider(kind) {
  let count = 0;
  const exporters =
    kind === 'otlp'
      ? { spans: new OTLPTraceExporter(), metrics: new OTLPMetricExporter() }
      : {
          spans: counting((spans) => (count += spans.filter(isOfVariant).length)),
          metrics: counting(() => {}),
        };
  const tracerProvider = new TracerProvider({
    spanProcessors: [
      new BatchSpanProcessor({ exporter: exporters.spans, scheduledDelayMillis: SEND_EVERY_MS }),
    ],
  });
  const meterProvider = new MeterProvider({
    readers: [new PeriodicExportingMetricReader({ exporter: exporters.metrics })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(tracerProvider);
  metrics.setGlobalMeterProvider(meterProvider);
  return {
    spans: kind === 'otlp' ? undefined : () => count,
    async flush() {
      await tracerProvider.forceFlush();
      await meterProvider.forceFlush();
      await meterProvider.shutdown();
    },
  };
}

const isOfVariant = ({ instrumentationScope }) => instrumentationScope.name !== OF_THE_SDK;

function counting(take) {
  return {
    export(batch, done) {
      take(batch);
      done({ code: 0 });
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}
