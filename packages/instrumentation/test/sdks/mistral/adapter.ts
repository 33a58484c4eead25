// @mistralai/mistralai: chat, completions of code and embeddings; its functions return what its clients throw.

import type { Mistral } from '@mistralai/mistralai';
import { defineAdapterData } from '../adapter-data.ts';

const question = 'Where does the quokka live?';
const messages = [{ role: 'user' as const, content: question }];
const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
const settings = {
  temperature: 0.5,
  topP: 0.9,
  maxTokens: 50,
  stop: ['END'],
  randomSeed: 7,
  presencePenalty: 0.1,
  frequencyPenalty: 0.2,
};
const chat = (id: string, finishReason: string, inputTokens: number, outputTokens: number) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.response.id': id,
  'gen_ai.response.model': 'mistral-medium-2508',
  'gen_ai.response.finish_reasons': [finishReason],
  'gen_ai.usage.input_tokens': inputTokens,
  'gen_ai.usage.output_tokens': outputTokens,
});
const weather = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const tools = [{ type: 'function' as const, function: weather }];
const code = 'def quokka(';
const differs = {
  'looked at':
    '`for…in` lists the methods that a web stream inherits; own ones, which are not enumerable, hide them',
};

export const data = defineAdapterData<typeof import('@mistralai/mistralai'), Mistral>({
  adapter: 'mistral',
  package: '@mistralai/mistralai',
  releases: ['1.6.0', '1.15.1', '2.0.0', '2.7.0'],
  provider: 'mistral_ai',
  client: (sdk, url) => new sdk.Mistral({ apiKey: 'unused', serverURL: url }),
  takesSignal: true,
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'chat',
      make: (client, { model, signal }) =>
        client.chat.complete({ model, messages, ...settings }, { fetchOptions: { signal } }),
      path: '/v1/chat/completions',
      fixture: 'chat.json',
      span: {
        ...chat('c8a1f0e2b4', 'stop', 18, 24),
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.request.seed': 7,
        'gen_ai.request.presence_penalty': 0.1,
        'gen_ai.request.frequency_penalty': 0.2,
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
        client.chat.stream({ model, messages, ...settings }, { fetchOptions: { signal } }),
      path: '/v1/chat/completions',
      fixture: 'chat.sse',
      differs,
    },
    {
      name: 'tools',
      make: (client, { model, signal }) =>
        client.chat.complete({ model, messages, tools }, { fetchOptions: { signal } }),
      path: '/v1/chat/completions',
      fixture: 'tools.json',
      span: chat('t4f2a9c1d7', 'tool_calls', 96, 17),
      said: {
        input,
        tools: [{ type: 'function', ...weather }],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'D681PevKs',
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
        client.chat.stream({ model, messages, tools }, { fetchOptions: { signal } }),
      path: '/v1/chat/completions',
      fixture: 'tools.sse',
      differs,
    },
    {
      name: 'code',
      make: (client, { model, signal }) =>
        client.fim.complete({ model, prompt: code }, { fetchOptions: { signal } }),
      path: '/v1/fim/completions',
      fixture: 'code.json',
      span: {
        ...chat('f1b7c3e5a9', 'stop', 5, 8),
        'gen_ai.operation.name': 'text_completion',
        'gen_ai.response.model': 'codestral-2508',
      },
      said: {
        input: [{ role: 'user', parts: [{ type: 'text', content: code }] }],
        output: [
          {
            role: 'assistant',
            parts: [{ type: 'text', content: 'name):\n    return "quokka"' }],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'code, streamed',
      twin: 'code',
      make: (client, { model, signal }) =>
        client.fim.stream({ model, prompt: code }, { fetchOptions: { signal } }),
      path: '/v1/fim/completions',
      fixture: 'code.sse',
      differs,
    },
    {
      name: 'embeddings',
      make: (client, { model, signal }) =>
        client.embeddings.create({ model, inputs: 'quokka' }, { fetchOptions: { signal } }),
      path: '/v1/embeddings',
      fixture: 'embeddings.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.response.model': 'mistral-embed',
        'gen_ai.usage.input_tokens': 4,
        'gen_ai.embeddings.dimension.count': 3,
        'llm_otel.prompt.length': 6,
      },
      lacks: ['gen_ai.request.encoding_formats'],
    },
  ],
});
