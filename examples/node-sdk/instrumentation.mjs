// The application's own OpenTelemetry SDK, which llm-otel joins as one instrumentation of many.

import { NodeSDK } from '@opentelemetry/sdk-node';
import { LlmInstrumentation } from 'llm-otel';

const sdk = new NodeSDK({ instrumentations: [new LlmInstrumentation()] });
sdk.start();

process.once('beforeExit', () => void sdk.shutdown());
