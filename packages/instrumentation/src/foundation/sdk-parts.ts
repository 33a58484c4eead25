// Loads the parts of the OpenTelemetry SDK: with the first LLM SDK, unless the application has a provider.

/** The parts that are used. */
export function otelSdk(): typeof import('./otel-sdk.ts') {
  return require('./otel-sdk.js') as typeof import('./otel-sdk.ts');
}
