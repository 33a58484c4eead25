const { start, from } = require('./spans.cjs');
const run = start();
const { OpenAIInstrumentation } = from('@arizeai/openinference-instrumentation-openai');
const instrumentation = new OpenAIInstrumentation();
instrumentation.setTracerProvider(run.provider);
const { OpenAI } = from('openai');
instrumentation.manuallyInstrument(OpenAI);
require('./openai-calls.cjs')(run, OpenAI).then(run.end);
