// together-ai: OpenAI's chat, completions, embeddings and images; its chat has a helper for streams.

import type Together from 'together-ai';
import { defineAdapterData } from '../adapter-data.ts';

const question = 'Where does the quokka live?';
const messages = [{ role: 'user' as const, content: question }];
const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
const prompt = 'A quokka';
const documents = ['Carson City is in Nevada.', 'No quokka is here.', 'Quokkas: Rottnest Island.'];
const weather = {
  type: 'function' as const,
  function: {
    name: 'weather',
    description: 'Tells quokkas the weather.',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
};
const path = '/chat/completions';
const settings = { temperature: 0.5, max_tokens: 50, stop: ['END'], seed: 7 };
const answer = (finishReason: string, id: string, inputTokens: number, outputTokens: number) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.response.id': id,
  'gen_ai.response.model': 'openai/gpt-oss-120b',
  'gen_ai.response.finish_reasons': [finishReason],
  'gen_ai.usage.input_tokens': inputTokens,
  'gen_ai.usage.output_tokens': outputTokens,
});

/** Older releases call it `create`. */
function draw({ images }: Together): Together['images']['generate'] {
  const { generate, create = generate } = images as typeof images & {
    readonly create?: typeof images.generate;
  };
  return create.bind(images);
}

/** Older releases have it on the client. */
function rank(client: Together): Together['rerank']['create'] {
  const { rerank } = client;
  return typeof rerank === 'function'
    ? (rerank as Together['rerank']['create']).bind(client)
    : rerank.create.bind(rerank);
}

export const data = defineAdapterData<typeof import('together-ai'), Together>({
  adapter: 'together',
  package: 'together-ai',
  releases: ['0.30.0', '0.52.0'],
  provider: 'together',
  client: (sdk, url) => new sdk.Together({ apiKey: 'unused', baseURL: url, maxRetries: 0 }),
  takesSignal: true,
  stop: (stream: { readonly controller: AbortController }) => stream.controller.abort(),
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'chat',
      make: (client, { model, signal }) =>
        client.chat.completions.create({ model, messages, ...settings }, { signal }),
      path,
      fixture: 'chat.json',
      span: {
        ...answer('stop', 'oCJbNZ7-4Yz4kd-9968d5ae', 118, 24),
        'gen_ai.usage.cache_read.input_tokens': 64,
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.request.seed': 7,
      },
      said: {
        input,
        output: [
          {
            role: 'assistant',
            parts: [
              { type: 'reasoning', content: 'A quokka is a marsupial.' },
              { type: 'text', content: 'The quokka lives on Rottnest Island.' },
            ],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'chat, streamed',
      twin: 'chat',
      make: (client, { model, signal }) =>
        client.chat.completions.create({ model, messages, ...settings, stream: true }, { signal }),
      path,
      fixture: 'chat.sse',
    },
    {
      name: 'tools',
      make: (client, { model, signal }) =>
        client.chat.completions.create({ model, messages, tools: [weather] }, { signal }),
      path,
      fixture: 'tools.json',
      span: answer('tool_calls', 'oCJbQ2x-4Yz4kd-9968d5af', 210, 17),
      said: {
        input,
        tools: [{ type: 'function', ...weather.function }],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'call_4kd9968d5ae',
                name: 'weather',
                arguments: { city: 'quokka town' },
              },
            ],
            finish_reason: 'tool_call',
          },
        ],
      },
    },
    {
      name: 'tools, streamed',
      twin: 'tools',
      make: (client, { model, signal }) =>
        client.chat.completions.create(
          { model, messages, tools: [weather], stream: true },
          { signal },
        ),
      path,
      fixture: 'tools.sse',
    },
    {
      name: 'completions',
      make: (client, { model, signal }) => client.completions.create({ model, prompt }, { signal }),
      path: '/completions',
      fixture: 'completions.json',
      span: {
        ...answer('eos', 'oCJc1Aa-4Yz4kd-9968d5b0', 5, 8),
        'gen_ai.operation.name': 'text_completion',
        'gen_ai.response.model': 'meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo',
      },
      said: {
        input: [{ role: 'user', parts: [{ type: 'text', content: prompt }] }],
        output: [
          {
            role: 'assistant',
            parts: [{ type: 'text', content: ' named quokka lived here' }],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'completions, streamed',
      twin: 'completions',
      make: (client, { model, signal }) =>
        client.completions.create({ model, prompt, stream: true }, { signal }),
      path: '/completions',
      fixture: 'completions.sse',
    },
    {
      name: 'embeddings',
      make: (client, { model, signal }) =>
        client.embeddings.create({ model, input: 'quokka' }, { signal }),
      path: '/embeddings',
      fixture: 'embeddings.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.response.model': 'intfloat/multilingual-e5-large-instruct',
        'gen_ai.usage.input_tokens': 4,
        'gen_ai.embeddings.dimension.count': 3,
        'llm_otel.prompt.length': 6,
      },
      lacks: ['gen_ai.request.encoding_formats'],
    },
    {
      name: 'images',
      make: (client, { model, signal }) =>
        draw(client)({ model, prompt, width: 1024, height: 768, n: 2 }, { signal }),
      path: '/images/generations',
      fixture: 'images.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.response.id': 'oCJc7Zz-4Yz4kd-9968d5b1',
        'gen_ai.response.model': 'black-forest-labs/FLUX.1-schnell',
        'gen_ai.output.type': 'image',
        'gen_ai.request.choice.count': 2,
        'llm_otel.request.image.size': '1024x768',
        'llm_otel.usage.images': 1,
      },
      said: {
        input: [{ role: 'user', parts: [{ type: 'text', content: prompt }] }],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'uri',
                modality: 'image',
                uri: 'https://api.together.ai/imgproxy/quokka.png',
              },
            ],
            finish_reason: 'stop',
          },
        ],
      },
      lacks: [
        'gen_ai.response.finish_reasons',
        'gen_ai.usage.input_tokens',
        'gen_ai.usage.output_tokens',
      ],
    },
    {
      name: 'rerank',
      make: (client, { model, signal }) =>
        rank(client)({ model, query: question, documents, top_n: 2 }, { signal }),
      path: '/rerank',
      fixture: 'rerank.json',
      span: {
        'gen_ai.operation.name': 'rerank',
        'gen_ai.response.model': 'Salesforce/Llama-Rank-v1',
        'gen_ai.response.id': 'oGs6Zt9-62bZhn-99529372487b1b0a',
        'gen_ai.usage.input_tokens': 276,
        'llm_otel.rerank.document_count': 3,
        'llm_otel.rerank.top_n': 2,
        'llm_otel.prompt.length': question.length + documents.join('').length,
      },
      said: {
        query: question,
        documents: [
          { content: documents[2], id: '2', score: 0.75 },
          { content: documents[0], id: '0', score: 0.25 },
        ],
      },
    },
  ],
});
