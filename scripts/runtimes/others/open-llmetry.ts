// OpenLLMetry: Traceloop's SDK, which starts a provider and instruments openai before 7.

import { openTelemetrySpan, type OtherTool, otlpVariables, setUp } from './other-tool.ts';

const initialize = (more: string): string => `
traceloop.initialize({
  appName: 'application',
  disableBatch: true,
  silenceInitializationMessage: true,
  traceloopSyncEnabled: false,
  exporter: new OTLPTraceExporter(),${more}
});`;

// By default it hooks `require`; it must be given ES modules.
const sources = {
  cjs: `const traceloop = require('@traceloop/node-server-sdk');
const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http');${initialize('')}`,
  esm: `import * as traceloop from '@traceloop/node-server-sdk';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import OpenAI from 'openai';${initialize('\n  instrumentModules: { openAI: OpenAI },')}`,
};

export const openLlmetryTools: readonly OtherTool[] = (['cjs', 'esm'] as const).map((format) => ({
  name: '@traceloop/node-server-sdk 0.27.0, openai 6.49.0',
  format,
  dependencies: {
    openai: '6.49.0',
    '@opentelemetry/api': '1.9.1',
    '@opentelemetry/exporter-trace-otlp-http': '0.203.0',
    '@traceloop/node-server-sdk': '0.27.0',
  },
  ...setUp(format, sources[format]),
  env: (backends) => ({ ...otlpVariables(backends), TRACELOOP_TELEMETRY: 'false' }),
  spans: openTelemetrySpan,
  isProvider: true,
  isGenAi: true,
  importsSdk: format === 'esm',
}));
