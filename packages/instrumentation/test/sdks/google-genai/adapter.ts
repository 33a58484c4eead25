// @google/genai, as Gemini's own API answers.

import type { FunctionDeclaration, GoogleGenAI } from '@google/genai';
import { defineAdapterData } from '../adapter-data.ts';

const path = '/v1/models/{model}';
const contents = 'Where does the quokka live?';
const input = [{ role: 'user', parts: [{ type: 'text', content: contents }] }];
const settings = {
  systemInstruction: 'Speak of the quokka.',
  temperature: 0.5,
  topP: 0.9,
  topK: 20,
  maxOutputTokens: 50,
  stopSequences: ['END'],
  presencePenalty: 0.1,
  frequencyPenalty: 0.2,
  seed: 7,
};
const weather: FunctionDeclaration = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parametersJsonSchema: { type: 'object', properties: { city: { type: 'string' } } },
};
const offered = { tools: [{ functionDeclarations: [weather] }, { googleSearch: {} }] };

export const data = defineAdapterData<typeof import('@google/genai'), GoogleGenAI>({
  adapter: 'google-genai',
  package: '@google/genai',
  releases: ['1.1.0', '1.52.0', '2.0.0', '2.32.0', '3.1.0', '3.3.0'],
  provider: 'gcp.gemini',
  client: (sdk, url) => new sdk.GoogleGenAI({ apiKey: 'unused', httpOptions: { baseUrl: url } }),
  takesSignal: true,
  error: {
    fixture: 'error.json',
    status: 400,
    type: 'INVALID_ARGUMENT',
    class: 'invalid_request',
  },
  calls: [
    {
      name: 'content',
      make: (client, { model, signal: abortSignal }) =>
        client.models.generateContent({ model, contents, config: { ...settings, abortSignal } }),
      path: `${path}:generateContent`,
      fixture: 'generate.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.top_k': 20,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.request.presence_penalty': 0.1,
        'gen_ai.request.frequency_penalty': 0.2,
        'gen_ai.request.seed': 7,
        'gen_ai.response.id': 'aQIwafD3NcHm',
        'gen_ai.response.model': 'gemini-2.5-flash',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 21,
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
      name: 'content, streamed',
      twin: 'content',
      make: (client, { model, signal: abortSignal }) =>
        client.models.generateContentStream({
          model,
          contents,
          config: { ...settings, abortSignal },
        }),
      path: `${path}:streamGenerateContent?alt=sse`,
      fixture: 'generate.sse',
    },
    {
      name: 'tools',
      make: (client, { model, signal: abortSignal }) =>
        client.models.generateContent({ model, contents, config: { ...offered, abortSignal } }),
      path: `${path}:generateContent`,
      fixture: 'tools.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.response.id': 'bRKwaZr8GoWp',
        'gen_ai.response.model': 'gemini-2.5-flash',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 64,
        'gen_ai.usage.output_tokens': 12,
      },
      said: {
        tools: [
          {
            type: 'function',
            name: 'weather',
            description: 'Tells quokkas the weather.',
            parameters: weather.parametersJsonSchema,
          },
          { type: 'googleSearch', name: 'googleSearch' },
        ],
        input,
        output: [
          {
            role: 'assistant',
            parts: [{ type: 'tool_call', name: 'weather', arguments: { city: 'quokka town' } }],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'tools, streamed',
      twin: 'tools',
      make: (client, { model, signal: abortSignal }) =>
        client.models.generateContentStream({
          model,
          contents,
          config: { ...offered, abortSignal },
        }),
      path: `${path}:streamGenerateContent?alt=sse`,
      fixture: 'tools.sse',
    },
    {
      name: 'a message of a chat, streamed',
      twin: 'content',
      make: (client, { model, signal: abortSignal }) =>
        client.chats
          .create({ model, config: { ...settings, abortSignal } })
          .sendMessageStream({ message: contents }),
      path: `${path}:streamGenerateContent?alt=sse`,
      fixture: 'generate.sse',
    },
    {
      name: 'embeddings',
      make: (client, { model, signal: abortSignal }) =>
        client.models.embedContent({ model, contents, config: { abortSignal } }),
      path: `${path}:batchEmbedContents`,
      fixture: 'embeddings.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.embeddings.dimension.count': 3,
        'llm_otel.prompt.length': contents.length,
      },
      lacks: [
        'gen_ai.request.encoding_formats',
        'gen_ai.response.model',
        'gen_ai.usage.input_tokens',
      ],
    },
  ],
});
