// @google/genai, interactions: steps that come in and go out.

import type { GoogleGenAI } from '@google/genai';
import { defineAdapterData } from '../adapter-data.ts';

const question = 'Where does the quokka live?';
const path = '/v1/interactions';
const settings = {
  system_instruction: 'Speak of the quokka.',
  generation_config: {
    temperature: 0.5,
    top_p: 0.9,
    max_output_tokens: 50,
    stop_sequences: ['END'],
    seed: 7,
  },
};
const weather = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const tools = [{ type: 'function' as const, ...weather }];
const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
const differs = {
  'looked at':
    '`for…in` lists the methods that a web stream inherits; own ones, which are not enumerable, hide them',
};
/** Never again. */
const once = (signal: AbortSignal) => ({ maxRetries: 0, fetchOptions: { signal } });

export const data = defineAdapterData<typeof import('@google/genai'), GoogleGenAI>({
  adapter: 'google-genai',
  package: '@google/genai',
  releases: ['2.32.0', '3.3.0'],
  provider: 'gcp.gemini',
  client: (sdk, baseUrl) => new sdk.GoogleGenAI({ apiKey: 'unused', httpOptions: { baseUrl } }),
  takesSignal: true,
  error: {
    fixture: '../google-genai/error.json',
    status: 400,
    type: '400',
    class: 'invalid_request',
  },
  calls: [
    {
      name: 'answer',
      make: (client, { model, signal }) =>
        client.interactions.create({ model, input: question, ...settings }, once(signal)),
      path,
      fixture: 'answer.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.request.seed': 7,
        'gen_ai.response.id': 'v1_ChdhUUl3YWZE',
        'gen_ai.response.model': 'gemini-2.5-flash',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 18,
        'gen_ai.usage.output_tokens': 24,
        'gen_ai.usage.cache_read.input_tokens': 4,
        'gen_ai.usage.reasoning.output_tokens': 15,
      },
      said: {
        instructions: [{ type: 'text', content: 'Speak of the quokka.' }],
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
      name: 'answer, streamed',
      twin: 'answer',
      make: (client, { model, signal }) =>
        client.interactions.create(
          { model, input: question, ...settings, stream: true },
          once(signal),
        ),
      path,
      fixture: 'answer.sse',
      differs,
    },
    {
      name: 'function',
      make: (client, { model, signal }) =>
        client.interactions.create({ model, input: question, tools }, once(signal)),
      path,
      fixture: 'function.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.response.id': 'v1_ChdiUkt3YVpy',
        'gen_ai.response.model': 'gemini-2.5-flash',
        'gen_ai.response.finish_reasons': ['tool_calls'],
        'gen_ai.usage.input_tokens': 64,
        'gen_ai.usage.output_tokens': 12,
      },
      said: {
        tools: [{ type: 'function', ...weather }],
        input,
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'call_7f2a',
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
      name: 'function, streamed',
      twin: 'function',
      make: (client, { model, signal }) =>
        client.interactions.create({ model, input: question, tools, stream: true }, once(signal)),
      path,
      fixture: 'function.sse',
      differs,
    },
  ],
});
