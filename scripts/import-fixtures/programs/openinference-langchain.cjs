// A chain of LangChain over OpenAI's SDK, both instrumented: each model run is told twice.
const { start, from } = require('./spans.cjs');
const run = start();
const { OpenAIInstrumentation } = from('@arizeai/openinference-instrumentation-openai');
const { LangChainInstrumentation } = from('@arizeai/openinference-instrumentation-langchain');
const openai = new OpenAIInstrumentation();
openai.setTracerProvider(run.provider);
openai.manuallyInstrument(from('openai').OpenAI);
const langchain = new LangChainInstrumentation();
langchain.setTracerProvider(run.provider);
langchain.manuallyInstrument(from('@langchain/core/callbacks/manager'));
const { ChatOpenAI } = from('@langchain/openai');
const { ChatPromptTemplate } = from('@langchain/core/prompts');
const MODEL = 'gpt-4o-mini';
const usageOf = ({ usage_metadata: usage }) => ({
  input: usage?.input_tokens,
  output: usage?.output_tokens,
});
const options = { model: MODEL, maxRetries: 0 };
const main = async () => {
  const model = new ChatOpenAI(options);
  await run.call('chat', MODEL, async () => usageOf(await model.invoke('What is a trace?')));
  await run.call('streamed', MODEL, async () => {
    let whole;
    for await (const chunk of await model.stream('What is a span?')) {
      whole = whole === undefined ? chunk : whole.concat(chunk);
    }
    return usageOf(whole);
  });
  const failing = new ChatOpenAI({
    ...options,
    configuration: { defaultHeaders: { 'x-mock-status': '429' } },
  });
  await run.call('failed', MODEL, () => failing.invoke('What is a log?'));
  const prompt = ChatPromptTemplate.fromTemplate('What is a {what}?');
  await run.call('chain', MODEL, async () =>
    usageOf(await prompt.pipe(model).invoke({ what: 'metric' })),
  );
};
main().then(run.end);
