// @huggingface/inference: chat, its stream and features, of an endpoint of one's own.

import type { InferenceClient } from '@huggingface/inference';
import { defineAdapterData } from '../adapter-data.ts';

const path = '/v1/chat/completions';
const messages = [{ role: 'user' as const, content: 'Where does the quokka live?' }];
const input = [{ role: 'user', parts: [{ type: 'text', content: 'Where does the quokka live?' }] }];
const settings = { temperature: 0.5, top_p: 0.9, max_tokens: 50, seed: 7, stop: ['END'] };
const usage = { stream_options: { include_usage: true } };
const weather = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const tools = [{ type: 'function' as const, function: weather }];

function chat(id: string, reason: string, inputTokens: number, outputTokens: number) {
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.response.id': id,
    'gen_ai.response.model': 'meta-llama/Llama-3.1-8B-Instruct',
    'gen_ai.response.finish_reasons': [reason],
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.output_tokens': outputTokens,
  };
}

export const data = defineAdapterData<typeof import('@huggingface/inference'), InferenceClient>({
  adapter: 'huggingface',
  package: '@huggingface/inference',
  releases: ['3.15.0', '4.0.0', '4.13.30'],
  provider: 'hugging_face',
  client: (sdk, url) => new sdk.InferenceClient('hf_unused', { endpointUrl: url }),
  takesSignal: true,
  error: { fixture: 'error.json', status: 422, type: '422', class: 'invalid_request' },
  calls: [
    {
      name: 'chat',
      make: (client, { model, signal }) =>
        client.chatCompletion({ model, messages, ...settings }, { signal }),
      path,
      fixture: 'chat.json',
      span: {
        ...chat('7b1f', 'stop', 18, 9),
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.seed': 7,
        'gen_ai.request.stop_sequences': ['END'],
      },
      said: {
        input,
        output: [
          {
            role: 'assistant',
            parts: [{ type: 'text', content: 'The quokka lives on Rottnest Island.' }],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'chat, streamed',
      twin: 'chat',
      make: (client, { model, signal }) =>
        client.chatCompletionStream({ model, messages, ...settings, ...usage }, { signal }),
      path,
      fixture: 'chat.sse',
    },
    {
      name: 'tools',
      make: (client, { model, signal }) =>
        client.chatCompletion({ model, messages, tools }, { signal }),
      path,
      fixture: 'tools.json',
      span: chat('7b20', 'tool_calls', 210, 17),
      said: {
        tools: [{ type: 'function', ...weather }],
        input,
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'call_7',
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
        client.chatCompletionStream({ model, messages, tools, ...usage }, { signal }),
      path,
      fixture: 'tools.sse',
    },
    {
      name: 'features',
      make: (client, { model, signal }) =>
        client.featureExtraction({ model, inputs: 'quokka' }, { signal }),
      path: '/',
      fixture: 'features.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.embeddings.dimension.count': 3,
        'llm_otel.prompt.length': 6,
      },
      lacks: [
        'gen_ai.request.encoding_formats',
        'gen_ai.response.model',
        'gen_ai.usage.input_tokens',
      ],
    },
  ],
});
