// @ibm-cloud/watsonx-ai: chat, text generation, embeddings and reranking; streams of events and of lines.

import type { WatsonXAI } from '@ibm-cloud/watsonx-ai';
import { defineAdapterData } from '../adapter-data.ts';
import { authenticator } from './authenticator.ts';

const version = '2024-05-31';
const path = (name: string) => `/ml/v1/text/${name}?version=${version}`;
const question = 'Where does the quokka live?';
const messages = [{ role: 'user' as const, content: question }];
const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
const settings = {
  temperature: 0.5,
  topP: 0.9,
  maxTokens: 50,
  stop: ['END'],
  seed: 7,
  presencePenalty: 0.1,
  frequencyPenalty: 0.2,
};
const chat = (id: string, reason: string, inputTokens: number, outputTokens: number) => ({
  'gen_ai.operation.name': 'chat',
  'gen_ai.response.id': id,
  'gen_ai.response.model': 'ibm/granite-3-3-8b-instruct',
  'gen_ai.response.finish_reasons': [reason],
  'gen_ai.usage.input_tokens': inputTokens,
  'gen_ai.usage.output_tokens': outputTokens,
});
const weather = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const tools = [{ type: 'function' as const, function: weather }];
const streamed = {
  endsOtherwise: { refused: 'the package does not read what the service says of it' },
  differs: {
    'read by two':
      'the package hands chunks to whoever asks first, and a reader that is watched asks a moment later',
  },
};
const prompt = 'The quokka lives';
const parameters = { max_new_tokens: 50, temperature: 0.5, top_k: 20, stop_sequences: ['END'] };
const documents = ['Carson City is in Nevada.', 'No quokka is here.', 'Quokkas: Rottnest Island.'];

export const data = defineAdapterData<typeof import('@ibm-cloud/watsonx-ai'), WatsonXAI>({
  adapter: 'watsonx',
  package: '@ibm-cloud/watsonx-ai',
  releases: ['1.7.0', '1.7.16'],
  provider: 'ibm.watsonx.ai',
  client: (sdk, serviceUrl) =>
    new sdk.WatsonXAI({ version, serviceUrl, authenticator, projectId: 'island' }),
  takesSignal: true,
  error: {
    fixture: 'error.json',
    status: 400,
    type: 'invalid_request_entity',
    class: 'invalid_request',
  },
  calls: [
    {
      name: 'chat',
      make: (client, { model: modelId, signal }) =>
        client.textChat({ modelId, messages, ...settings, signal }),
      path: path('chat'),
      fixture: 'chat.json',
      span: {
        ...chat('chatcmpl-5d3f2a', 'stop', 71, 18),
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
      make: (client, { model: modelId, signal }) =>
        client.textChatStream({ modelId, messages, ...settings, returnObject: true, signal }),
      path: path('chat_stream'),
      fixture: 'chat.sse',
      ...streamed,
    },
    {
      name: 'tools',
      make: (client, { model: modelId, signal }) =>
        client.textChat({ modelId, messages, tools, signal }),
      path: path('chat'),
      fixture: 'tools.json',
      span: chat('chatcmpl-9be1c7', 'tool_calls', 314, 23),
      said: {
        input,
        tools: [{ type: 'function', ...weather }],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'chatcmpl-tool-2f6c',
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
      name: 'tools, streamed in lines',
      twin: 'tools',
      make: (client, { model: modelId, signal }) =>
        client.textChatStream({ modelId, messages, tools, signal }),
      path: path('chat_stream'),
      fixture: 'tools.sse',
      ...streamed,
    },
    {
      name: 'generation',
      make: (client, { model: modelId, signal }) =>
        client.generateText({ modelId, input: prompt, parameters, signal }),
      path: path('generation'),
      fixture: 'generation.json',
      span: {
        'gen_ai.operation.name': 'text_completion',
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_k': 20,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.response.model': 'ibm/granite-3-3-8b-instruct',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 5,
        'gen_ai.usage.output_tokens': 8,
      },
      said: {
        input: [{ role: 'user', parts: [{ type: 'text', content: prompt }] }],
        output: [
          {
            role: 'assistant',
            parts: [{ type: 'text', content: ' on Rottnest Island, quokka.' }],
            finish_reason: 'stop',
          },
        ],
      },
      lacks: ['gen_ai.response.id'],
    },
    {
      name: 'generation, streamed',
      twin: 'generation',
      make: (client, { model: modelId, signal }) =>
        client.generateTextStream({
          modelId,
          input: prompt,
          parameters,
          returnObject: true,
          signal,
        }),
      path: path('generation_stream'),
      fixture: 'generation.sse',
      ...streamed,
    },
    {
      name: 'embeddings',
      make: (client, { model: modelId, signal }) =>
        client.embedText({ modelId, inputs: ['quokka'], signal }),
      path: path('embeddings'),
      fixture: 'embeddings.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.response.model': 'ibm/slate-125m-english-rtrvr',
        'gen_ai.usage.input_tokens': 4,
        'gen_ai.embeddings.dimension.count': 3,
        'llm_otel.prompt.length': 6,
      },
      lacks: ['gen_ai.request.encoding_formats'],
    },
    {
      name: 'rerank',
      make: (client, { model: modelId, signal }) =>
        client.textRerank({
          modelId,
          query: question,
          inputs: documents.map((text) => ({ text })),
          parameters: { return_options: { top_n: 2 } },
          signal,
        }),
      path: path('rerank'),
      fixture: 'rerank.json',
      span: {
        'gen_ai.operation.name': 'rerank',
        'gen_ai.response.model': 'cross-encoder/ms-marco-minilm-l-12-v2',
        'gen_ai.usage.input_tokens': 26,
        'llm_otel.rerank.document_count': 3,
        'llm_otel.rerank.top_n': 2,
        'llm_otel.prompt.length': question.length + documents.join('').length,
      },
      said: {
        query: question,
        documents: [
          { content: documents[2], id: '2', score: 8.7 },
          { content: documents[0], id: '0', score: 0.7461 },
        ],
      },
    },
  ],
});
