// cohere-ai: chat, completions, embeddings and reranking, in both versions of the API.

import type { CohereClient, CohereClientV2 } from 'cohere-ai';
import { defineAdapterData, type Stage } from '../adapter-data.ts';

/** A client of each version. */
interface Client {
  readonly v1: CohereClient;
  readonly v2: CohereClientV2;
}

const question = 'Where does the quokka live?';
const messages = [{ role: 'user' as const, content: question }];
const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
const parameters = { type: 'object', properties: { city: { type: 'string' } } };
const description = 'Tells quokkas the weather.';
const tools = [{ type: 'function' as const, function: { name: 'weather', description, parameters } }];
const settings = {
  temperature: 0.5,
  p: 0.9,
  k: 20,
  maxTokens: 50,
  stopSequences: ['END'],
  seed: 7,
  presencePenalty: 0.1,
  frequencyPenalty: 0.2,
};
const asked = {
  'gen_ai.request.temperature': 0.5,
  'gen_ai.request.top_p': 0.9,
  'gen_ai.request.top_k': 20,
  'gen_ai.request.max_tokens': 50,
  'gen_ai.request.stop_sequences': ['END'],
  'gen_ai.request.seed': 7,
  'gen_ai.request.presence_penalty': 0.1,
  'gen_ai.request.frequency_penalty': 0.2,
};
const conversation = {
  message: question,
  preamble: 'You are a quokka.',
  chatHistory: [
    { role: 'USER' as const, message: 'Hello, quokka!' },
    { role: 'CHATBOT' as const, message: 'Hello!' },
  ],
  tools: [
    {
      name: 'weather',
      description,
      parameterDefinitions: { city: { description: 'of quokkas', type: 'str', required: true } },
    },
  ],
};
const documents = ['Carson City is in Nevada.', 'No quokka is here.', 'Quokkas: Rottnest Island.'];
const options = ({ signal: abortSignal }: Stage) => ({ abortSignal });
const answered = (operation: string, id: string, reason: string, tokens: readonly number[]) => ({
  'gen_ai.operation.name': operation,
  'gen_ai.response.id': id,
  'gen_ai.response.finish_reasons': [reason],
  'gen_ai.usage.input_tokens': tokens[0],
  'gen_ai.usage.output_tokens': tokens[1],
});
const text = (content: string) => ({ type: 'text', content });
const says = (parts: readonly object[], reason = 'stop') => [
  { role: 'assistant', parts, finish_reason: reason },
];
const call = { type: 'tool_call', name: 'weather', arguments: { city: 'quokka town' } };
const lacks = ['gen_ai.response.model'];
const reranked = {
  'gen_ai.operation.name': 'rerank',
  'gen_ai.response.id': '07734bd2-2473-4f07-94e1-0d9f0e6843cf',
  'llm_otel.rerank.document_count': 3,
  'llm_otel.rerank.top_n': 2,
  'llm_otel.usage.search_units': 1,
  'llm_otel.prompt.length': question.length + documents.join('').length,
};
const ranking = {
  query: question,
  documents: [
    { content: documents[2], id: '2', score: 0.999071 },
    { content: documents[0], id: '0', score: 0.7867867 },
  ],
};
const embedded = (dimensions: number) => ({
  'gen_ai.operation.name': 'embeddings',
  'gen_ai.request.encoding_formats': ['float'],
  'gen_ai.usage.input_tokens': 3,
  'gen_ai.embeddings.dimension.count': dimensions,
  'llm_otel.prompt.length': 6,
});
const texts = { texts: ['quokka'], inputType: 'search_query' as const };

export const data = defineAdapterData<typeof import('cohere-ai'), Client>({
  adapter: 'cohere',
  package: 'cohere-ai',
  releases: ['7.15.0', '7.21.0', '8.0.0', '8.1.0'],
  provider: 'cohere',
  client: (sdk, environment) => ({
    v1: new sdk.CohereClient({ token: 'unused', environment, maxRetries: 0 }),
    v2: new sdk.CohereClientV2({ token: 'unused', environment, maxRetries: 0 }),
  }),
  takesSignal: true,
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'chat',
      make: ({ v2 }, stage) => v2.chat({ model: stage.model, messages, ...settings }, options(stage)),
      path: '/v2/chat',
      fixture: 'chat.json',
      span: {
        ...answered('chat', '5a50480a-cf52-46f0-af01-53d18539bd31', 'stop', [17, 12]),
        ...asked,
        'gen_ai.usage.cache_read.input_tokens': 16,
      },
      said: {
        input,
        output: says([
          { type: 'reasoning', content: 'A quokka is a marsupial.' },
          text('The quokka lives on Rottnest Island.'),
        ]),
      },
      lacks,
    },
    {
      name: 'chat, streamed',
      twin: 'chat',
      make: ({ v2 }, stage) =>
        v2.chatStream({ model: stage.model, messages, ...settings }, options(stage)),
      path: '/v2/chat',
      fixture: 'chat.sse',
    },
    {
      name: 'tools',
      make: ({ v2 }, stage) => v2.chat({ model: stage.model, messages, tools }, options(stage)),
      path: '/v2/chat',
      fixture: 'tools.json',
      span: answered('chat', '0f2c1e6a-6a4e-4e0b-9a51-7f3d1c5b8a90', 'tool_call', [37, 21]),
      said: {
        input,
        tools: [{ type: 'function', name: 'weather', description, parameters }],
        output: says(
          [
            { type: 'reasoning', content: 'I will ask for the weather of the quokka.' },
            { ...call, id: 'weather_8jq2vk' },
          ],
          'tool_call',
        ),
      },
      // More tokens are cached than billed.
      lacks: [...lacks, 'gen_ai.usage.cache_read.input_tokens'],
    },
    {
      name: 'tools, streamed',
      twin: 'tools',
      make: ({ v2 }, stage) =>
        v2.chatStream({ model: stage.model, messages, tools }, options(stage)),
      path: '/v2/chat',
      fixture: 'tools.sse',
    },
    {
      name: 'embeddings',
      make: ({ v2 }, stage) =>
        v2.embed({ model: stage.model, ...texts, embeddingTypes: ['float'] }, options(stage)),
      path: '/v2/embed',
      fixture: 'embeddings.json',
      span: embedded(3),
      lacks,
    },
    {
      name: 'rerank',
      make: ({ v2 }, stage) =>
        v2.rerank({ model: stage.model, query: question, documents, topN: 2 }, options(stage)),
      path: '/v2/rerank',
      fixture: 'rerank.json',
      span: reranked,
      said: ranking,
      lacks,
    },
    {
      name: 'chat, version 1',
      make: ({ v1 }, stage) =>
        v1.chat({ model: stage.model, ...conversation, ...settings }, options(stage)),
      path: '/v1/chat',
      fixture: 'chat-1.json',
      span: {
        ...answered('chat', 'ebe50c73-6ba4-465d-8a31-9ac0d4ee4f2f', 'stop', [72, 9]),
        ...asked,
        'llm_otel.request.message_count': 3,
      },
      said: {
        instructions: [text('You are a quokka.')],
        input: [
          { role: 'user', parts: [text('Hello, quokka!')] },
          { role: 'assistant', parts: [text('Hello!')] },
          ...input,
        ],
        tools: [
          {
            type: 'function',
            name: 'weather',
            description,
            parameters: conversation.tools[0]!.parameterDefinitions,
          },
        ],
        output: says([text('I will ask for the weather of the quokka.'), call]),
      },
      lacks,
    },
    {
      name: 'chat, version 1, streamed',
      twin: 'chat, version 1',
      make: ({ v1 }, stage) =>
        v1.chatStream({ model: stage.model, ...conversation, ...settings }, options(stage)),
      path: '/v1/chat',
      fixture: 'chat-1.ndjson',
    },
    {
      name: 'completion',
      make: ({ v1 }, stage) =>
        v1.generate({ model: stage.model, prompt: 'The quokka lives' }, options(stage)),
      path: '/v1/generate',
      fixture: 'generate.json',
      span: answered('text_completion', '6eb23a2c-9d4f-4a5f-9d3b-1d2c3e4f5a6b', 'length', [4, 6]),
      said: {
        input: [{ role: 'user', parts: [text('The quokka lives')] }],
        output: says([text(' on Rottnest Island, quokka.')], 'length'),
      },
      lacks,
    },
    {
      name: 'summary',
      make: ({ v1 }, stage) =>
        v1.summarize({ model: stage.model, text: 'Of a quokka.' }, options(stage)),
      path: '/v1/summarize',
      fixture: 'summary.json',
      span: answered('text_completion', '2b1de636-9884-4973-ba11-108f95a2d37f', 'stop', [60, 11]),
      said: {
        input: [{ role: 'user', parts: [text('Of a quokka.')] }],
        output: says([text('A quokka is small, and a quokka is a marsupial.')]),
      },
      lacks,
    },
    {
      name: 'embeddings, version 1',
      make: ({ v1 }, stage) =>
        v1.embed({ model: stage.model, ...texts, embeddingTypes: ['float'] }, options(stage)),
      path: '/v1/embed',
      fixture: 'embeddings-1.json',
      span: embedded(4),
      lacks,
    },
    {
      name: 'rerank, version 1',
      make: ({ v1 }, stage) =>
        v1.rerank(
          {
            model: stage.model,
            query: question,
            documents: documents.map((document) => ({ text: document })),
            topN: 2,
          },
          options(stage),
        ),
      path: '/v1/rerank',
      fixture: 'rerank.json',
      span: reranked,
      said: ranking,
      lacks,
    },
  ],
});
