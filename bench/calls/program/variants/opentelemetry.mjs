// OpenTelemetry's own instrumentation of openai.

import { registered } from './registered.mjs';

export function instrument({ require, isContentOn }) {
  const { OpenAIInstrumentation } = require('@opentelemetry/instrumentation-openai');
  registered(new OpenAIInstrumentation({ captureMessageContent: isContentOn }));
}
