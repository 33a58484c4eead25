// Which providers receive spans and metrics: those given to our Instrumentation, else the global ones.

import type { MeterProvider, TracerProvider } from '@opentelemetry/api';
import { otelApi } from './otel-api.ts';

const given: { tracer?: TracerProvider; meter?: MeterProvider } = {};

/** Sends spans to `provider` instead of the global one. */
export function useTracerProvider(provider: TracerProvider): void {
  given.tracer = provider;
}

/** Sends metrics to `provider` instead of the global one. */
export function useMeterProvider(provider: MeterProvider): void {
  given.meter = provider;
}

/** The tracer provider of this moment. */
export function tracerProvider(): TracerProvider {
  return given.tracer ?? otelApi()!.trace.getTracerProvider();
}

/** The meter provider of this moment. */
export function meterProvider(): MeterProvider {
  return given.meter ?? otelApi()!.metrics.getMeterProvider();
}
