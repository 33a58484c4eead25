const { start, from } = require('./spans.cjs');
const run = start();
const { OpenAIInstrumentation } = from('@traceloop/instrumentation-openai');
const instrumentation = new OpenAIInstrumentation({ exceptionLogger: () => {} });
instrumentation.setTracerProvider(run.provider);
const { OpenAI } = from('openai');
instrumentation.manuallyInstrument(OpenAI);
require('./openai-calls.cjs')(run, OpenAI).then(run.end);
