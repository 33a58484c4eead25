// The application's own OpenTelemetry SDK, which llm-otel joins as one instrumentation of many.

import { NodeSDK } from '@opentelemetry/sdk-node';
import { LlmInstrumentation } from 'llm-otel';

const sdk = new NodeSDK({ instrumentations: [new LlmInstrumentation()] });
sdk.start();

// The SDK rejects if the last telemetry does not arrive, and unhandled that would end the process with 1.
process.once('beforeExit', () => {
  sdk.shutdown().catch((error) => {
    const endpoint = process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? 'http://localhost:4318';
    console.error(
      `no telemetry arrived at ${endpoint} (${error.code ?? error.message}): run "npm run stack", or set OTEL_EXPORTER_OTLP_ENDPOINT`,
    );
  });
});
