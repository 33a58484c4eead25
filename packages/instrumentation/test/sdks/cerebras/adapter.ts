// @cerebras/cerebras_cloud_sdk: OpenAI's chat and completions, whose last chunk brings usage unasked.

import type Cerebras from '@cerebras/cerebras_cloud_sdk';
import { defineAdapterData } from '../adapter-data.ts';

const question = 'Where does the quokka live?';
const messages = [{ role: 'user' as const, content: question }];
const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
const prompt = 'A quokka';
const weather = {
  type: 'function' as const,
  function: {
    name: 'weather',
    description: 'Tells quokkas the weather.',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
};
const path = '/v1/chat/completions';
const settings = { temperature: 0.5, max_completion_tokens: 50, stop: ['END'], seed: 7 };
const answer = (finishReason: string, id: string, inputTokens: number, outputTokens: number) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.response.id': id,
  'gen_ai.response.model': 'gpt-oss-120b',
  'gen_ai.response.finish_reasons': [finishReason],
  'gen_ai.usage.input_tokens': inputTokens,
  'gen_ai.usage.output_tokens': outputTokens,
});

export const data = defineAdapterData<typeof import('@cerebras/cerebras_cloud_sdk'), Cerebras>({
  adapter: 'cerebras',
  package: '@cerebras/cerebras_cloud_sdk',
  releases: ['1.14.0', '1.91.0'],
  provider: 'cerebras',
  client: (sdk, url) =>
    new sdk.Cerebras({ apiKey: 'unused', baseURL: url, maxRetries: 0, warmTCPConnection: false }),
  takesSignal: true,
  stop: (stream: { readonly controller: AbortController }) => stream.controller.abort(),
  neverEnds: {
    'stopped while it is read': 'the package goes on to wait for the next chunk',
    'aborted while it is read': 'the package goes on to wait for the next chunk',
    'past its deadline while it is read': 'the package goes on to wait for the next chunk',
    'cut off by the service': 'the package goes on to wait for the next chunk',
  },
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'chat',
      make: (client, { model, signal }) =>
        client.chat.completions.create({ model, messages, ...settings }, { signal }),
      path,
      fixture: 'chat.json',
      span: {
        ...answer('stop', 'chatcmpl-292e278f-514e-4186', 118, 24),
        'gen_ai.usage.cache_read.input_tokens': 64,
        'gen_ai.usage.reasoning.output_tokens': 9,
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
      span: answer('tool_calls', 'chatcmpl-7b0f2c11-81aa-4d2e', 210, 17),
      said: {
        input,
        tools: [{ type: 'function', ...weather.function }],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'a1b2c3d4e',
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
      path: '/v1/completions',
      fixture: 'completions.json',
      span: {
        ...answer('stop', 'cmpl-3bbd3f5e-1c5c-4c0d', 5, 8),
        'gen_ai.operation.name': 'text_completion',
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
      path: '/v1/completions',
      fixture: 'completions.sse',
    },
  ],
});
