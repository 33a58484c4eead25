// OpenLIT, told that the application has a provider: behind the API's proxy it finds none by itself.

import { trace } from '@opentelemetry/api';

export function instrument({ require, isContentOn }) {
  trace.getTracerProvider().addSpanProcessor ??= () => undefined;
  process.env.OTEL_METRICS_EXPORTER = process.env.OTEL_LOGS_EXPORTER = 'none';
  const { Openlit } = require('openlit');
  Openlit.init({ captureMessageContent: isContentOn, pricingJson: '{}' });
}
