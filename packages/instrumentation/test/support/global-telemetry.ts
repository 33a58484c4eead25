// The providers of a sink as the global ones of the test's own process.

import { context, logs, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { createTelemetrySink, type TelemetrySink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll } from 'vitest';

/** Registers the providers of `sink`, and a context manager. */
export function register(sink: TelemetrySink): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(sink.tracerProvider);
  metrics.setGlobalMeterProvider(sink.meterProvider);
  logs.setGlobalLoggerProvider(sink.loggerProvider);
}

/** Makes room for the next ones. */
export function unregister(): void {
  trace.disable();
  metrics.disable();
  logs.disable();
  context.disable();
}

/** A sink for the tests of a file, as good as new for each. */
export function useGlobalSink(): TelemetrySink {
  const sink = createTelemetrySink();
  beforeAll(() => register(sink));
  afterEach(() => sink.reset());
  afterAll(() => sink.shutdown());
  return sink;
}
