// @google/generative-ai: models and chats of the predecessor of @google/genai.

import type {
  FunctionDeclaration,
  GoogleGenerativeAI,
  RequestOptions,
} from '@google/generative-ai';
import { defineAdapterData, type Stage } from '../adapter-data.ts';

/** A client, and where its models send to. */
interface Client {
  readonly sdk: GoogleGenerativeAI;
  readonly baseUrl: string;
}

const path = '/v1beta/models/{model}';
const contents = 'Where does the quokka live?';
const input = [{ role: 'user', parts: [{ type: 'text', content: contents }] }];
const settings = {
  systemInstruction: 'Speak of the quokka.',
  generationConfig: {
    temperature: 0.5,
    topP: 0.9,
    topK: 20,
    maxOutputTokens: 50,
    stopSequences: ['END'],
  },
};
const weather = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const tools = [{ functionDeclarations: [weather as unknown as FunctionDeclaration] }];
const endsOtherwise = {
  'never read': 'the package reads the whole stream for `response`, whoever reads the other half',
};
const modelOf = ({ sdk, baseUrl }: Client, { model }: Stage, more: object) =>
  sdk.getGenerativeModel({ model, ...more }, { baseUrl } satisfies RequestOptions);

export const data = defineAdapterData<typeof import('@google/generative-ai'), Client>({
  adapter: 'google-generative-ai',
  package: '@google/generative-ai',
  releases: ['0.19.0', '0.24.1'],
  provider: 'gcp.gemini',
  client: (module, baseUrl) => ({ sdk: new module.GoogleGenerativeAI('unused'), baseUrl }),
  takesSignal: true,
  error: {
    fixture: '../google-genai/error.json',
    status: 400,
    type: '400',
    class: 'invalid_request',
  },
  calls: [
    {
      name: 'content',
      make: (client, stage) =>
        modelOf(client, stage, settings).generateContent(contents, { signal: stage.signal }),
      path: `${path}:generateContent`,
      fixture: '../google-genai/generate.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.top_k': 20,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
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
      make: (client, stage) =>
        modelOf(client, stage, settings).generateContentStream(contents, { signal: stage.signal }),
      stream: ({ stream }: { readonly stream: AsyncIterable<unknown> }) => stream,
      path: `${path}:streamGenerateContent?alt=sse`,
      endsOtherwise,
      fixture: '../google-genai/generate.sse',
    },
    {
      name: 'tools',
      make: (client, stage) =>
        modelOf(client, stage, { tools })
          .startChat()
          .sendMessage(contents, { signal: stage.signal }),
      path: `${path}:generateContent`,
      fixture: '../google-genai/tools.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.response.id': 'bRKwaZr8GoWp',
        'gen_ai.response.model': 'gemini-2.5-flash',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 64,
        'gen_ai.usage.output_tokens': 12,
      },
      said: {
        tools: [{ type: 'function', ...weather }],
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
      make: (client, stage) =>
        modelOf(client, stage, { tools }).generateContentStream(contents, { signal: stage.signal }),
      stream: ({ stream }: { readonly stream: AsyncIterable<unknown> }) => stream,
      path: `${path}:streamGenerateContent?alt=sse`,
      endsOtherwise,
      fixture: '../google-genai/tools.sse',
    },
    {
      name: 'embeddings',
      make: (client, stage) =>
        modelOf(client, stage, {}).embedContent(contents, { signal: stage.signal }),
      path: `${path}:embedContent`,
      fixture: 'embedding.json',
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
