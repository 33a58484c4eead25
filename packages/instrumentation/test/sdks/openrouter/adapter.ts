// @openrouter/sdk: a gateway that says what a call cost, and which provider answered it; only for ES modules.

import type { OpenRouter } from '@openrouter/sdk';
import { defineAdapterData } from '../adapter-data.ts';

const question = 'Where does the quokka live?';
const messages = [{ role: 'user' as const, content: question }];
const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
const documents = [
  'Carson City is in Nevada.',
  { text: 'No quokka is here.' },
  { text: 'Quokkas: Rottnest Island.' },
];
const settings = { temperature: 0.5, topP: 0.9, maxTokens: 50, stop: ['END'], seed: 7 };
const thought = { type: 'reasoning', content: 'A quokka is a marsupial.' };
const told = { type: 'text', content: 'The quokka lives on Rottnest Island.' };
const output = [{ role: 'assistant', parts: [thought, told], finish_reason: 'stop' }];
const answer = (id: string, finishReason: string, inputTokens: number, outputTokens: number) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.response.id': id,
  'gen_ai.response.model': 'anthropic/claude-sonnet-4.5',
  'gen_ai.response.finish_reasons': [finishReason],
  'gen_ai.usage.input_tokens': inputTokens,
  'gen_ai.usage.output_tokens': outputTokens,
});
const weather = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parameters: { type: 'object', properties: { cityName: { type: 'string' } } },
};
const tools = [{ type: 'function' as const, function: weather }];
const differs = {
  'looked at':
    '`for…in` lists the methods that a web stream inherits; own ones, which are not enumerable, hide them',
};

export const data = defineAdapterData<typeof import('@openrouter/sdk'), OpenRouter>({
  adapter: 'openrouter',
  package: '@openrouter/sdk',
  releases: ['1.0.0', '1.3.19'],
  provider: 'openrouter',
  client: (sdk, url) =>
    new sdk.OpenRouter({ apiKey: 'unused', serverURL: url, retryConfig: { strategy: 'none' } }),
  takesSignal: true,
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'chat',
      make: (client, { model, signal }) =>
        client.chat.send(
          { chatRequest: { model, messages, ...settings, reasoning: { effort: 'low' } } },
          { fetchOptions: { signal } },
        ),
      path: '/chat/completions',
      fixture: 'chat.json',
      span: {
        ...answer('gen-1764300000-3Yc6Jm8rPpKkQm2B', 'stop', 118, 24),
        'gen_ai.usage.cache_read.input_tokens': 64,
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.request.seed': 7,
        'llm_otel.response.upstream_provider': 'Google',
        'llm_otel.cost.amount': 0.000541,
      },
      said: { input, output },
    },
    {
      name: 'chat, streamed',
      twin: 'chat',
      make: (client, { model, signal }) =>
        client.chat.send(
          {
            chatRequest: {
              model,
              messages,
              ...settings,
              reasoning: { effort: 'low' },
              stream: true,
            },
          },
          { fetchOptions: { signal } },
        ),
      path: '/chat/completions',
      fixture: 'chat.sse',
      differs,
    },
    {
      name: 'tools',
      make: (client, { model, signal }) =>
        client.chat.send({ chatRequest: { model, messages, tools } }, { fetchOptions: { signal } }),
      path: '/chat/completions',
      fixture: 'tools.json',
      span: answer('gen-1764300001-Qm2B3Yc6Jm8rPpKk', 'tool_calls', 210, 17),
      said: {
        input,
        tools: [{ type: 'function', ...weather }],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'toolu_vrtx_01DXb4',
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
        client.chat.send(
          { chatRequest: { model, messages, tools, stream: true } },
          { fetchOptions: { signal } },
        ),
      path: '/chat/completions',
      fixture: 'tools.sse',
      differs,
    },
    {
      name: 'responses',
      make: (client, { model, signal }) =>
        client.beta.responses.send(
          { responsesRequest: { model, input: question } },
          { fetchOptions: { signal } },
        ),
      path: '/responses',
      fixture: 'responses.json',
      span: {
        ...answer('gen-1764300002-6Jm8rPpKkQm2B3Yc', 'stop', 118, 24),
        'gen_ai.response.model': 'openai/gpt-5',
        'gen_ai.usage.cache_read.input_tokens': 64,
        'llm_otel.response.upstream_provider': 'Azure',
        'llm_otel.cost.amount': 0.00031,
      },
      said: { input, output },
    },
    {
      name: 'responses, streamed',
      twin: 'responses',
      make: (client, { model, signal }) =>
        client.beta.responses.send(
          { responsesRequest: { model, input: question, stream: true } },
          { fetchOptions: { signal } },
        ),
      path: '/responses',
      fixture: 'responses.sse',
      differs,
    },
    {
      name: 'embeddings',
      make: (client, { model, signal }) =>
        client.embeddings.generate(
          { requestBody: { model, input: 'quokka', encodingFormat: 'float' } },
          { fetchOptions: { signal } },
        ),
      path: '/embeddings',
      fixture: 'embeddings.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.response.model': 'openai/text-embedding-3-small',
        'gen_ai.usage.input_tokens': 4,
        'gen_ai.embeddings.dimension.count': 3,
        'gen_ai.request.encoding_formats': ['float'],
        'llm_otel.prompt.length': 6,
      },
    },
    {
      name: 'rerank',
      make: (client, { model, signal }) =>
        client.rerank.rerank(
          { requestBody: { model, query: question, documents, topN: 2 } },
          { fetchOptions: { signal } },
        ),
      path: '/rerank',
      fixture: 'rerank.json',
      span: {
        'gen_ai.operation.name': 'rerank',
        'gen_ai.response.model': 'cohere/rerank-v3.5',
        'gen_ai.response.id': 'gen-rerank-1764300003-aBcD',
        'llm_otel.response.upstream_provider': 'Cohere',
        'llm_otel.usage.search_units': 1,
        'llm_otel.cost.amount': 0.002,
        'llm_otel.rerank.document_count': 3,
        'llm_otel.rerank.top_n': 2,
        'llm_otel.prompt.length': question.length + 68,
      },
      said: {
        query: question,
        documents: [
          { content: 'Quokkas: Rottnest Island.', id: '2', score: 0.75 },
          { content: documents[0], id: '0', score: 0.25 },
        ],
      },
    },
  ],
});
