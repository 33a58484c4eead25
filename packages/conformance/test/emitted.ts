// Real telemetry: programs under the preload of llm-otel, a mock LLM to call, an OTLP sink to send to.
import {
  type MockLlm,
  type OtlpSink,
  runScenario,
  type ScenarioOptions,
  type ScenarioResult,
  startMockLlm,
  startOtlpSink,
} from '@llm-otel/testkit';

const start = `
  import OpenAI from 'openai';
  import { agent, chainStep, createAgent, evaluation, llmCall, memory, plan, retrieval, tool,
    withConversation, withPrompt } from 'llm-otel';
  const client = new OpenAI({ maxRetries: 0 });
  const messages = [{ role: 'user', content: 'What is a span?' }];
  const chat = (more, headers) =>
    client.chat.completions.create({ model: 'gpt-4o', messages, ...more }, { headers });
`;

/** Calls that have everything the conventions ask for. */
export const WHOLE = {
  chat: `await chat({ model: 'sampled', temperature: 1, top_p: 0.5, max_completion_tokens: 50, frequency_penalty: 0.1,
    presence_penalty: 0, stop: 'END', seed: 7, n: 2, reasoning_effort: 'low', service_tier: 'default' });`,
  stream: `for await (const _ of await chat({ model: 'streamed', stream: true, stream_options: { include_usage: true } }));`,
  structuredOutput: `await chat({ response_format: { type: 'json_object' } });`,
  modelTools: `await chat({ tools: [{ type: 'function', function: { name: 'weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } } } } }] });`,
  textCompletion: `await client.completions.create({ model: 'gpt-3.5-turbo-instruct', prompt: 'Say' });`,
  responses: `const first = await client.responses.create({ model: 'gpt-4o', input: 'What is a span?' });
    await client.responses.create({ model: 'gpt-4o', input: 'And?', previous_response_id: first.id });
    await client.responses.retrieve(first.id);`,
  embeddings: `await client.embeddings.create({ model: 'text-embedding-3-small', input: 'x',
    encoding_format: 'float' });`,
  responsesStream: `for await (const _ of await client.responses.create({ model: 'gpt-4o', stream: true,
    input: 'What is a span?' }));`,
  search: `await client.vectorStores.search('vs_1', { query: 'span', max_num_results: 3 });`,
  request: `await client.models.list();`,
  error: `await chat({}, { 'x-mock-status': '429' }).catch(() => {});
    await client.embeddings.create({ model: 'e', input: 'x', encoding_format: 'float' },
      { headers: { 'x-mock-status': '500' } })
      .catch(() => {});`,
  steps: `await withConversation({ conversationId: 'c1', sessionId: 's1', userId: 'u1' }, () =>
    chainStep('answer', async () => {
      await chainStep('rerank', () => 1);
      await tool('weather', { callId: 'call_1', description: 'tells' }, () => 'sunny');
    }));`,
  helperCall: `await llmCall({ model: 'llama3', provider: 'ollama', serverAddress: 'localhost',
    serverPort: 11434 }, (call) => {
      call.set({ responseId: 'r1', responseModel: 'llama3', finishReasons: ['stop'],
        inputTokens: 3, outputTokens: 5 });
    });`,
  prompts: `await withPrompt({ name: 'summary', version: '3', variables: { topic: 'spans' } }, () => chat());`,
  memories: `memory('search_memory', { storeId: 'm1', query: 'q' }, () => [{ content: 'fact' }]);
    memory('delete_memory', { recordId: 'r1', provider: 'mem0', serverAddress: 'localhost',
      serverPort: 80 }, () => undefined);
    plan('researcher', () => 1);`,
  agentCreation: `await client.beta.assistants.create({ model: 'gpt-4o', name: 'support', description: 'helps',
    instructions: 'Help.' });
    await createAgent('nameless', { provider: 'openai', serverAddress: 'localhost', serverPort: 80 },
      (creation) => { creation.set({ agentId: 'a1', version: '2' }); });`,
  evaluations: `evaluation('relevance', { score: 0.5, label: 'fair', explanation: 'so', responseId: 'r1' });`,
  helperErrors: `await chainStep('failing', async () => tool('weather', {}, () => { throw new RangeError('far'); }))
    .catch(() => {});`,
  agent: `await agent('support', { model: 'gpt-4o', description: 'helps' }, async () => {
    await chat();
    await tool('weather', { callId: 'call_1', description: 'tells' }, () => 'sunny');
  });`,
} as const;

/** Calls of which the conventions ask for more than is recorded today: each has its gap in gaps.json. */
export const WITH_GAPS = {
  streamWithoutUsage: `for await (const _ of await chat({ stream: true }));`,
  leftStream: `for await (const _ of await chat({ stream: true })) break;`,
  embeddingsByDefault: `await client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' });`,
  media: `await client.images.generate({ model: 'gpt-image-1', prompt: 'a span' });
    await client.audio.speech.create({ model: 'tts-1', voice: 'alloy', input: 'a span' });`,
  retrieval: `await withConversation({ conversationId: 'c1' }, () =>
    retrieval('handbook', { query: 'q', topK: 2 }, () => [{ score: 0.5 }, { score: 1 }]));`,
} as const;

/**
 * Runs programs, each a block, in one process and returns what they emitted, as lines of OTLP/JSON.
 *
 * @throws {Error} with the program's stderr if it failed or said something
 */
export function emit(
  programs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const blocks = Object.values(programs).map((program) => `{ ${program} }`);
  return emitBy(`${start}${blocks.join('\n')}`, env);
}

/** The same of one program. */
export async function emitBy(
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const mock = await startMockLlm();
  const sink = await startOtlpSink();
  try {
    return linesOf(sink, await runScenario(toScenario({ mock, sink }, source, env)));
  } finally {
    await Promise.all([mock.close(), sink.close()]);
  }
}

/** How a program is run, with the servers that it calls and sends to. */
export function toScenario(
  { mock, sink }: { readonly mock: MockLlm; readonly sink: OtlpSink },
  source: string,
  env: Readonly<Record<string, string>>,
): ScenarioOptions {
  return {
    format: 'esm',
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      ANTHROPIC_BASE_URL: mock.anthropicUrl,
      ANTHROPIC_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      LLM_OTEL_SPAN_NAMES: 'semconv',
      LLM_OTEL_DETAILS_EVENT: 'always',
      ...env,
    },
    source,
  };
}

/**
 * What arrived at `sink`, as lines of OTLP/JSON.
 *
 * @throws {Error} with the program's stderr if it failed or said something
 */
export function linesOf(sink: OtlpSink, { exitCode, stderr }: ScenarioResult): string {
  if (exitCode !== 0 || stderr !== '') throw new Error(`exit ${exitCode}: ${stderr}`);
  return sink.requests.map(({ rawBody }) => rawBody).join('\n');
}
