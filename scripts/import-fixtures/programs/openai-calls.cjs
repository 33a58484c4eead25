// The calls of OpenAI's SDK that every producer is asked to tell.
const MODEL = 'gpt-4o-mini';
const EMBEDDING = 'text-embedding-3-small';
const ask = (content) => ({ model: MODEL, messages: [{ role: 'user', content }] });
const usageOf = ({ usage } = {}) => ({
  input: usage?.prompt_tokens,
  ...(usage?.completion_tokens !== undefined && { output: usage.completion_tokens }),
});
const tools = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

module.exports = async ({ call, tracer }, OpenAI) => {
  const client = new OpenAI({ maxRetries: 0 });
  const chat = client.chat.completions;
  await call('chat', MODEL, async () => usageOf(await chat.create(ask('What is a trace?'))));
  await call('streamed', MODEL, async () => {
    let last;
    const stream_options = { include_usage: true };
    const stream = await chat.create({ ...ask('What is a span?'), stream: true, stream_options });
    for await (const chunk of stream) last = chunk;
    return usageOf(last);
  });
  await call('tool', MODEL, async () =>
    usageOf(await chat.create({ ...ask('How is the weather in Oslo?'), tools })),
  );
  await call('failed', MODEL, () =>
    chat.create(ask('What is a log?'), { headers: { 'x-mock-status': '429' } }),
  );
  await call('embeddings', EMBEDDING, async () =>
    usageOf(await client.embeddings.create({ model: EMBEDDING, input: 'a trace' })),
  );
  await tracer.startActiveSpan('workflow', async (span) => {
    await call('below', MODEL, async () => usageOf(await chat.create(ask('What is a metric?'))));
    span.end();
  });
};
