// Gives instrumentations the providers of the application, as OpenTelemetry's `registerInstrumentations` does.

import { metrics, trace } from '@opentelemetry/api';

export function registered(...instrumentations) {
  for (const instrumentation of instrumentations) {
    instrumentation.setTracerProvider(trace.getTracerProvider());
    instrumentation.setMeterProvider(metrics.getMeterProvider());
    instrumentation.enable();
  }
}
