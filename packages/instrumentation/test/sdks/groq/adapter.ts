// groq-sdk: OpenAI's chat, whose streams bring usage in `x_groq`, and embeddings.

import type Groq from 'groq-sdk';
import { defineAdapterData } from '../adapter-data.ts';

const message = (content: string) => ({ role: 'user' as const, content });
const chat = (finishReason: string, id: string, input: number, output: number) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.response.id': id,
  'gen_ai.response.model': 'llama-3.3-70b-versatile',
  'gen_ai.response.finish_reasons': [finishReason],
  'gen_ai.usage.input_tokens': input,
  'gen_ai.usage.output_tokens': output,
});
const question = [message('Where does the quokka live?')];
const weather = [
  {
    type: 'function' as const,
    function: {
      name: 'weather',
      description: 'Tells quokkas the weather.',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
    },
  },
];
const path = '/openai/v1/chat/completions';
const settings = { temperature: 0.5, max_completion_tokens: 50, stop: ['END'] };
const answered = {
  path,
  fixture: 'chat.json',
  span: {
    ...chat('stop', 'chatcmpl-c8a1', 18, 9),
    'gen_ai.request.temperature': 0.5,
    'gen_ai.request.max_tokens': 50,
    'gen_ai.request.stop_sequences': ['END'],
  },
  said: {
    input: [{ role: 'user', parts: [{ type: 'text', content: 'Where does the quokka live?' }] }],
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
};

export const data = defineAdapterData<typeof import('groq-sdk'), Groq>({
  adapter: 'groq',
  package: 'groq-sdk',
  releases: ['0.5.0', '0.37.0', '1.1.1', '1.6.0'],
  provider: 'groq',
  client: (sdk, url) => new sdk.Groq({ apiKey: 'unused', baseURL: url, maxRetries: 0 }),
  takesSignal: true,
  stop: (stream: { readonly controller: AbortController }) => stream.controller.abort(),
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'chat',
      make: (client, { model, signal }) =>
        client.chat.completions.create({ model, messages: question, ...settings }, { signal }),
      ...answered,
    },
    {
      name: 'chat, with the response',
      make: (client, { model, signal }) =>
        client.chat.completions
          .create({ model, messages: question, ...settings }, { signal })
          .withResponse(),
      ...answered,
    },
    {
      name: 'chat, streamed',
      twin: 'chat',
      make: (client, { model, signal }) =>
        client.chat.completions.create(
          { model, messages: question, ...settings, stream: true },
          { signal },
        ),
      path,
      fixture: 'chat.sse',
    },
    {
      name: 'tools',
      make: (client, { model, signal }) =>
        client.chat.completions.create({ model, messages: question, tools: weather }, { signal }),
      path,
      fixture: 'tools.json',
      span: chat('tool_calls', 'chatcmpl-t4f2', 210, 17),
      said: {
        tools: [{ type: 'function', ...weather[0]!.function }],
        input: [
          { role: 'user', parts: [{ type: 'text', content: 'Where does the quokka live?' }] },
        ],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'call_9x1',
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
          { model, messages: question, tools: weather, stream: true },
          { signal },
        ),
      path,
      fixture: 'tools.sse',
    },
    {
      name: 'embeddings',
      make: (client, { model, signal }) =>
        client.embeddings.create({ model, input: 'quokka', encoding_format: 'float' }, { signal }),
      path: '/openai/v1/embeddings',
      fixture: 'embeddings.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.response.model': 'nomic-embed-text-v1_5',
        'llm_otel.prompt.length': 6,
        'gen_ai.usage.input_tokens': 4,
        'gen_ai.embeddings.dimension.count': 3,
        'gen_ai.request.encoding_formats': ['float'],
      },
    },
  ],
});
