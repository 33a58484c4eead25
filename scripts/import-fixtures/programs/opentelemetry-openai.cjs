const { start, from } = require('./spans.cjs');
const run = start();
const { OpenAIInstrumentation } = from('@opentelemetry/instrumentation-openai');
const { registerInstrumentations } = from('@opentelemetry/instrumentation');
registerInstrumentations({
  tracerProvider: run.provider,
  loggerProvider: run.loggerProvider,
  instrumentations: [new OpenAIInstrumentation({ captureMessageContent: true })],
});
require('./openai-calls.cjs')(run, from('openai').OpenAI).then(run.end);
