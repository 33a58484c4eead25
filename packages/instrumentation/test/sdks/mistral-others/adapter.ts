// @mistralai/mistralai, its later parts: conversations, transcriptions and documents that are read.

import type { Mistral } from '@mistralai/mistralai';
import { defineAdapterData } from '../adapter-data.ts';

const inputs = 'Where does the quokka live?';
const input = [{ role: 'user', parts: [{ type: 'text', content: inputs }] }];
const completionArgs = { temperature: 0.5, topP: 0.9, maxTokens: 50, stop: ['END'], randomSeed: 7 };
const chat = (finishReason: string, inputTokens: number, outputTokens: number) => ({
  'gen_ai.operation.name': 'chat',
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
const differs = {
  'looked at':
    '`for…in` lists the methods that a web stream inherits; own ones, which are not enumerable, hide them',
};
const said = (content: string) => [
  { role: 'assistant', parts: [{ type: 'text', content }], finish_reason: 'stop' },
];
const recording = { fileUrl: 'https://files.example.com/quokka.mp3' };
const document = {
  type: 'document_url' as const,
  documentUrl: 'https://files.example.com/quokka.pdf',
};
const lacks = ['gen_ai.response.id'];

export const data = defineAdapterData<typeof import('@mistralai/mistralai'), Mistral>({
  adapter: 'mistral',
  package: '@mistralai/mistralai',
  releases: ['1.15.1', '2.7.0'],
  provider: 'mistral_ai',
  client: (sdk, url) => new sdk.Mistral({ apiKey: 'unused', serverURL: url }),
  takesSignal: true,
  error: { fixture: '../mistral/error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'conversation',
      make: (client, { model, signal }) =>
        client.beta.conversations.start(
          { model, inputs, instructions: 'Speak of the quokka.', completionArgs },
          { fetchOptions: { signal } },
        ),
      path: '/v1/conversations',
      fixture: 'conversation.json',
      span: {
        ...chat('stop', 18, 9),
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.request.seed': 7,
      },
      said: {
        instructions: [{ type: 'text', content: 'Speak of the quokka.' }],
        input,
        output: said('The quokka lives on Rottnest Island.'),
      },
      lacks,
    },
    {
      name: 'conversation, streamed',
      twin: 'conversation',
      make: (client, { model, signal }) =>
        client.beta.conversations.startStream(
          { model, inputs, instructions: 'Speak of the quokka.', completionArgs },
          { fetchOptions: { signal } },
        ),
      path: '/v1/conversations',
      fixture: 'conversation.sse',
      differs,
    },
    {
      name: 'function',
      make: (client, { model, signal }) =>
        client.beta.conversations.start({ model, inputs, tools }, { fetchOptions: { signal } }),
      path: '/v1/conversations',
      fixture: 'function.json',
      span: chat('tool_calls', 96, 17),
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
      lacks,
    },
    {
      name: 'function, streamed',
      twin: 'function',
      make: (client, { model, signal }) =>
        client.beta.conversations.startStream(
          { model, inputs, tools },
          { fetchOptions: { signal } },
        ),
      path: '/v1/conversations',
      fixture: 'function.sse',
      differs,
    },
    {
      name: 'transcription',
      make: (client, { model, signal }) =>
        client.audio.transcriptions.complete(
          { model, ...recording, temperature: 0.5 },
          { fetchOptions: { signal } },
        ),
      path: '/v1/audio/transcriptions',
      fixture: 'transcription.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.request.temperature': 0.5,
        'gen_ai.response.model': 'voxtral-mini-2507',
        'gen_ai.usage.input_tokens': 8,
        'gen_ai.usage.output_tokens': 11,
      },
      said: {
        input: [
          { role: 'user', parts: [{ type: 'uri', modality: 'audio', uri: recording.fileUrl }] },
        ],
        output: said('The quokka lives on Rottnest Island.'),
      },
      lacks: [...lacks, 'gen_ai.response.finish_reasons'],
    },
    {
      name: 'transcription, streamed',
      twin: 'transcription',
      make: (client, { model, signal }) =>
        client.audio.transcriptions.stream(
          { model, ...recording, temperature: 0.5 },
          { fetchOptions: { signal } },
        ),
      path: '/v1/audio/transcriptions',
      fixture: 'transcription.sse',
      differs,
    },
    {
      name: 'document',
      make: (client, { model, signal }) =>
        client.ocr.process({ model, document }, { fetchOptions: { signal } }),
      path: '/v1/ocr',
      fixture: 'ocr.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.response.model': 'mistral-ocr-2505',
      },
      said: {
        input: [
          {
            role: 'user',
            parts: [{ type: 'uri', modality: 'document', uri: document.documentUrl }],
          },
        ],
        output: said('# The quokka\n\nIt lives on Rottnest Island.'),
      },
      lacks: [
        ...lacks,
        'gen_ai.response.finish_reasons',
        'gen_ai.usage.input_tokens',
        'gen_ai.usage.output_tokens',
      ],
    },
  ],
});
