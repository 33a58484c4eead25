// The AI SDK, from version 4 to 7, with its telemetry switched on.
const { start, from } = require('./spans.cjs');
const ai = from('ai');
const { createOpenAI } = from('@ai-sdk/openai');
const { z } = from('zod');
const MODEL = 'gpt-4o-mini';
const EMBEDDING = 'text-embedding-3-small';
const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL });
const failing = createOpenAI({
  baseURL: process.env.OPENAI_BASE_URL,
  headers: { 'x-mock-status': '429' },
});
const modelOf = (provider) => (provider.chat ?? provider)(MODEL);
const telemetry = { isEnabled: true, functionId: 'fixture', metadata: { userId: 'u1' } };
if (ai.registerTelemetry !== undefined) {
  const { OpenTelemetry } = from('@ai-sdk/otel');
  ai.registerTelemetry(new OpenTelemetry());
}
const base = { model: modelOf(openai), maxRetries: 0 };
const options = { ...base, experimental_telemetry: telemetry, telemetry };
const usageOf = (usage) => ({
  input: usage.inputTokens ?? usage.promptTokens,
  output: usage.outputTokens ?? usage.completionTokens,
});
/** A processor that translates spans before they are kept. */
const processorsOf = async (name) => {
  if (name === undefined) return [];
  const { OpenInferenceSimpleSpanProcessor } = await import(name);
  const exporter = { export: (_spans, done) => done({ code: 0 }), shutdown: async () => {} };
  return [new OpenInferenceSimpleSpanProcessor({ exporter })];
};
const main = async () => {
  const run = start(await processorsOf(process.env.FIXTURE_PROCESSOR));
  await run.call('chat', MODEL, async () =>
    usageOf((await ai.generateText({ ...options, prompt: 'What is a trace?' })).usage),
  );
  await run.call('streamed', MODEL, async () => {
    const stream = ai.streamText({ ...options, prompt: 'What is a span?' });
    for await (const _part of stream.textStream);
    return usageOf(await stream.usage);
  });
  const inputSchema = z.object({ city: z.string() });
  const weather = { description: 'The weather in a city', execute: async () => 'sunny' };
  const tools = {
    get_weather: ai.tool({ ...weather, inputSchema, parameters: inputSchema }),
  };
  const more = { maxSteps: 2, ...(ai.stepCountIs && { stopWhen: ai.stepCountIs(2) }) };
  let steps = [];
  await run.call('steps', MODEL, async () => {
    const prompt = 'How is the weather in Oslo?';
    ({ steps } = await ai.generateText({ ...options, ...more, tools, prompt }));
    return usageOf(steps[0].usage);
  });
  for (const { usage } of steps.slice(1)) {
    run.called.push({ kind: 'step', model: MODEL, failed: false, ...usageOf(usage) });
  }
  await run.call('failed', MODEL, () =>
    ai.generateText({ ...options, model: modelOf(failing), prompt: 'What is a log?' }),
  );
  await run.call('embeddings', EMBEDDING, async () => {
    const embedding = (openai.embedding ?? openai.textEmbeddingModel)(EMBEDDING);
    const { usage } = await ai.embed({ ...options, model: embedding, value: 'a trace' });
    return { input: usage.tokens };
  });
  await run.end();
};
main();
